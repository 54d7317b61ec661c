package org.farandole.cli.platform;

import java.time.InstantSource;
import org.farandole.cli.service.ServiceClient;
import org.farandole.cli.terminal.Terminal;

/** What every command has at hand: the source tree, the terminal, the clock. */
public record Session(Installation installation, Terminal terminal, InstantSource clock) {

    public static Session ofProcess() {
        return new Session(Installation.ofProcess(), Terminal.ofProcess(), InstantSource.system());
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
