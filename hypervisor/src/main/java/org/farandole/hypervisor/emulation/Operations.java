package org.farandole.hypervisor.emulation;

/** Numbers the operations of one world. */
final class Operations {

    private long last;

    OperationId next() {
        return new OperationId(++last);
    }
}
