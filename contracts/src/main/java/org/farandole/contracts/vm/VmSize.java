package org.farandole.contracts.vm;

/** What a VM may use at most. */
public record VmSize(int vcpus, int memoryMiB) {

    public VmSize {
        if (vcpus <= 0 || memoryMiB <= 0) {
            throw new IllegalArgumentException("A VM has CPUs and memory, not " + vcpus + " and " + memoryMiB + " MiB");
        }
    }
}
