package org.farandole.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.farandole.cli.platform.Installation;
import org.farandole.cli.platform.Session;
import org.farandole.cli.terminal.Terminal;

/** Runs commands in a folder of the test's, and remembers what they said. */
public final class RecordedTerminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Session session;

    public RecordedTerminal(Path root) {
        this(root, InstantSource.system());
    }

    /** @param clock what the commands take for now */
    public RecordedTerminal(Path root, InstantSource clock) {
        session = new Session(
                new Installation(root),
                Terminal.plain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                clock);
    }

    public Session session() {
        return session;
    }

    /** The exit status. */
    public int run(String... words) {
        return Farandole.commandLine(session).execute(words);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
