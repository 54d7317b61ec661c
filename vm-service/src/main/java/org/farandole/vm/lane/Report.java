package org.farandole.vm.lane;

import java.util.Objects;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.vm.life.VmInput;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command so far.
 *
 * @param input for the VM's machine; none if the command was dropped
 * @param finished nothing more will be done for it
 */
record Report(VmCommand command, @Nullable VmInput input, boolean finished) {
    Report {
        Objects.requireNonNull(command, "command");
    }
}
