package org.farandole.cli.platform;

import java.time.Instant;
import java.time.InstantSource;
import org.farandole.cli.service.ServiceClient;
import org.farandole.cli.terminal.Terminal;

/** What every command has at hand: the source tree, the terminal, the clock. */
public record Session(Installation installation, Terminal terminal, InstantSource clock) {

    public static Session ofProcess() {
        return new Session(Installation.ofProcess(), Terminal.ofProcess(), InstantSource.system());
    }

    /** When the command was given: the script says it; else now. */
    public Instant began() {
        Long millis = Long.getLong("farandole.began");
        return millis == null ? clock.instant() : Instant.ofEpochMilli(millis);
    }

    /** @throws org.farandole.cli.terminal.CommandFailure if no platform was started */
    public RunState running() {
        return StateFile.of(installation).require();
    }

    /** @throws org.farandole.cli.terminal.CommandFailure if no platform was started */
    public ServiceClient service(Program program) {
        return new ServiceClient(program.label(), running().ports().url(program));
    }
}
