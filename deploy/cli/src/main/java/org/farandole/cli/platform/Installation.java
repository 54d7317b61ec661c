package org.farandole.cli.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.farandole.cli.terminal.CommandFailure;

/** The source tree this command belongs to, with what was built in it. */
public record Installation(Path root) {

    /** As the {@code farandole} script says it. */
    public static Installation ofProcess() {
        return new Installation(Path.of(System.getProperty("farandole.root", "."))
                .toAbsolutePath()
                .normalize());
    }

    /** Everything that runs lives in here. */
    public Path runs() {
        return root.resolve(".farandole");
    }

    /** PostgreSQL's binaries are unpacked in here, once for all runs, and whatever else it would put in the system's temporary folder. */
    Path unpacked() {
        return runs().resolve("unpacked");
    }

    public Path manifest() {
        return root.resolve("deploy/examples/demo.yaml");
    }

    /** What is given to {@code java} to run the program, before its arguments. */
    List<String> entryPoint(Program program) {
        return switch (program) {
            case KAFKA -> plain(program, "org.farandole.local.KafkaBroker");
            case POSTGRESQL -> plain(program, "org.farandole.local.PostgresServer");
            case EMULATOR -> plain(program, "org.farandole.emulator.Emulator");
            case RESERVATION, PROVISIONER, VM, MONITOR, AGENT ->
                List.of("-jar", built(program).toString());
        };
    }

    /** The class-data archive that makes the program start faster, if it was made. */
    Path archive(Program program) {
        return folder(program).resolve(program.label() + ".aot");
    }

    /** @throws CommandFailure if a program was not built */
    void requireBuilt() {
        Arrays.stream(Program.values())
                .filter(program -> !Files.exists(built(program)))
                .findFirst()
                .ifPresent(program -> {
                    throw CommandFailure.cannotStart(
                            program.label() + " is not built (no " + built(program) + "): run ./farandole build");
                });
    }

    private Path built(Program program) {
        return switch (program) {
            case KAFKA, POSTGRESQL, EMULATOR -> folder(program).resolve("lib");
            case RESERVATION, PROVISIONER, VM, MONITOR, AGENT -> folder(program).resolve("quarkus-app/quarkus-run.jar");
        };
    }

    private List<String> plain(Program program, String mainClass) {
        return List.of("-cp", folder(program).resolve("classes") + ":" + built(program) + "/*", mainClass);
    }

    private Path folder(Program program) {
        String module = switch (program) {
            case KAFKA, POSTGRESQL -> "deploy/local";
            case EMULATOR -> "deploy/emulator";
            case RESERVATION -> "reservation-service";
            case PROVISIONER -> "provisioner-service";
            case VM -> "vm-service";
            case MONITOR -> "monitor-service";
            case AGENT -> "scheduler-agent/agent";
        };
        return root.resolve(module).resolve("target");
    }
}
