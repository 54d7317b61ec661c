package org.farandole.cli.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.JsonText;

/** {@code .farandole/run.json}: the one platform of a source tree. Written whole, by a rename. */
public record StateFile(Path path) {

    public static StateFile of(Installation installation) {
        return new StateFile(installation.runs().resolve("run.json"));
    }

    /** @throws CommandFailure if it is there and cannot be understood */
    public Optional<RunState> read() {
        try {
            return Optional.of(JsonText.parse(Files.readString(path), RunState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw CommandFailure.failed(path + " is damaged: look for left-over java processes, then delete the file");
        } catch (IOException e) {
            throw CommandFailure.failed(path + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws CommandFailure with {@code NOT_RUNNING} if no platform was started */
    public RunState require() {
        return read().orElseThrow(() -> new CommandFailure(
                org.farandole.cli.terminal.ExitCode.NOT_RUNNING, "nothing runs: start it with ./farandole up"));
    }

    void write(RunState state) {
        try {
            Files.createDirectories(path.getParent());
            Path draft = Files.writeString(path.resolveSibling("run.json.draft"), JsonText.indented(state));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The state file " + path + " cannot be written", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The state file " + path + " cannot be deleted", e);
        }
    }
}
