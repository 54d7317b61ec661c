package org.farandole.hypervisor.emulation;

/** A VM on its way from start to its first answer. */
record Boot(OperationId id, Work work) {}
