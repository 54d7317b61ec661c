package org.farandole.cli.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of each program of a run. */
final class ProgramCommands {

    private static final List<String> DATABASES = List.of("reservation", "provisioner", "vm");

    /** Small and quick to start: many processes share one machine, and none lives long enough to need the second compiler. */
    private static final List<String> FRUGAL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Installation installation;
    private final ProgramFolders folders;
    private final Ports ports;
    private final Ground ground;
    private final Guard guard;

    ProgramCommands(Installation installation, ProgramFolders folders, Ports ports, Ground ground, Guard guard) {
        this.installation = installation;
        this.folders = folders;
        this.ports = ports;
        this.ground = ground;
        this.guard = guard;
    }

    ProgramCommand of(Program program) {
        List<String> words = new ArrayList<>(guard.words());
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + (program == Program.KAFKA ? 256 : 160) + "m");
        words.addAll(FRUGAL);
        words.addAll(archive(program));
        words.addAll(settings(program));
        words.addAll(ground.settings(program, ports));
        words.addAll(installation.entryPoint(program));
        words.addAll(arguments(program));
        return new ProgramCommand(program, words, folders.folder(program), folders.log(program));
    }

    private List<String> archive(Program program) {
        Path archive = installation.archive(program);
        return Files.isRegularFile(archive) ? List.of("-XX:AOTCache=" + archive) : List.of();
    }

    private List<String> arguments(Program program) {
        String data = ProgramFolders.data(folders.folder(program)).toString();
        String port = String.valueOf(ports.of(program));
        return switch (program) {
            case KAFKA -> {
                List<String> arguments = new ArrayList<>(List.of(data, port, String.valueOf(ports.kafkaController())));
                ground.kafkaForNodes(ports).ifPresent(arguments::add);
                yield arguments;
            }
            case POSTGRESQL -> {
                List<String> arguments = new ArrayList<>(List.of(data, port));
                arguments.addAll(DATABASES);
                yield arguments;
            }
            case EMULATOR, RESERVATION, PROVISIONER, VM, MONITOR, AGENT -> List.of();
        };
    }

    private List<String> settings(Program program) {
        return switch (program) {
            case KAFKA -> List.of();
            case POSTGRESQL -> List.of("-Djava.io.tmpdir=" + installation.unpacked());
            case EMULATOR -> common(program);
            case RESERVATION -> with(service(program), database("reservation"));
            case PROVISIONER -> with(service(program), database("provisioner"));
            case VM -> with(service(program), database("vm"));
            case MONITOR, AGENT -> service(program);
        };
    }

    /** A channel that waits for its records when it is closed waits two seconds, one channel after the other. */
    private List<String> service(Program program) {
        return with(common(program), List.of("-Dmp.messaging.connector.smallrye-kafka.graceful-shutdown=false"));
    }

    private List<String> common(Program program) {
        return List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + ports.of(program),
                "-Dkafka.bootstrap.servers=" + ports.bootstrapServers(),
                "-Dfarandole.speed=" + ground.speed());
    }

    private List<String> database(String name) {
        return List.of(
                "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:" + ports.of(Program.POSTGRESQL) + "/"
                        + name,
                "-Dquarkus.datasource.username=postgres",
                "-Dquarkus.datasource.password=postgres");
    }

    private static List<String> with(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
