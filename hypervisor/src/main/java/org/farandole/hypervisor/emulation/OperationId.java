package org.farandole.hypervisor.emulation;

/** Something that takes time in the world; its end is a {@link WorldEvent.Ended}. Unique in a world. */
public record OperationId(long value) {}
