/**
 * Where VMs should go, and in what order: exact plans for a partition of nodes, with an account of each.
 *
 * <p>A library of plain Java. It has no clock, no thread and no chance of its own: time comes in as a source of nanoseconds,
 * chance as a seed. {@link org.farandole.placement.Planner} is the way in.
 */
@NullMarked
package org.farandole.placement;

import org.jspecify.annotations.NullMarked;
