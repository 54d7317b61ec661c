package org.farandole.vm.life;

import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmEvent;

/** What a VM's machine asks for; written in the transaction that changes its state. */
public sealed interface VmEffect {

    /** To {@code vm.events}. */
    record Tell(VmEvent event) implements VmEffect {}

    /** To {@code vm.commands}. */
    record Order(VmCommand command) implements VmEffect {}
}
