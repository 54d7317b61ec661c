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

    public Path manifest() {
        return root.resolve("deploy/examples/demo.yaml");
    }

    /** What is given to {@code java} to run the program, before its arguments. */
    List<String> entryPoint(Program program) {
        return switch (program) {
            case KAFKA -> List.of("-cp", localClassPath(), "org.farandole.local.KafkaBroker");
            case POSTGRESQL -> List.of("-cp", localClassPath(), "org.farandole.local.PostgresServer");
            case EMULATOR, RESERVATION, PROVISIONER, VM, MONITOR, AGENT ->
                List.of(
                        "-jar",
                        folder(program).resolve("quarkus-app/quarkus-run.jar").toString());
        };
    }

    /** The class-data archive that makes the program start faster, if it was made. */
    Path archive(Program program) {
        return folder(program).resolve(program.label() + ".aot");
    }

    /** @throws CommandFailure if a program was not built */
    void requireBuilt() {
        Arrays.stream(Program.values())
                .filter(program -> !program.infrastructure())
                .filter(program -> !Files.isRegularFile(folder(program).resolve("quarkus-app/quarkus-run.jar")))
                .findFirst()
                .ifPresent(program -> {
                    throw CommandFailure.cannotStart(program.label() + " is not built (no "
                            + folder(program).resolve("quarkus-app") + "): run ./farandole build");
                });
    }

    private String localClassPath() {
        return folder(Program.KAFKA).resolve("lib") + "/*:"
                + folder(Program.KAFKA).resolve("classes");
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
