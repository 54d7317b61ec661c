package org.farandole.contracts.vm;

/** What is being done to a VM; failures are named by it. */
public enum VmPhase {
    CREATE,
    BOOT,
    CHECK,
    STOP,
    SUSPEND,
    RESUME,
    MIGRATE,
    DESTROY
}
