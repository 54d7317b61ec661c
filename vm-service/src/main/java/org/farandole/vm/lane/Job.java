package org.farandole.vm.lane;

import java.time.Instant;
import org.farandole.contracts.vm.VmCommand;

/**
 * A command on its lane.
 *
 * @param since when it was read from its topic
 * @param resumed it may have been begun before, by a process that ended
 */
record Job(VmCommand command, Instant since, boolean resumed) {

    /** Jobs of a kind share a limit. */
    enum Kind {
        LAUNCH,
        MOVE,
        END
    }

    Kind kind() {
        return switch (command) {
            case VmCommand.Create _, VmCommand.Boot _ -> Kind.LAUNCH;
            case VmCommand.Migrate _ -> Kind.MOVE;
            case VmCommand.Destroy _, VmCommand.Stop _, VmCommand.Suspend _, VmCommand.Resume _ -> Kind.END;
        };
    }
}
