package org.farandole.solving;

import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Proposal;

/** An answer, and its record for {@code dvms.partitions}. */
public record Solution(Proposal proposal, IspEvent.Computed record) {}
