package org.farandole.hypervisor;

import java.util.Objects;
import org.farandole.contracts.vm.VmName;

/** A VM as a hypervisor knows it. */
public record Domain(VmName vm, State state) {

    public enum State {
        DEFINED,
        RUNNING,
        SUSPENDED
    }

    public Domain {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(state, "state");
    }
}
