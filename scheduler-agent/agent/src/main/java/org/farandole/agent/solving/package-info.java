/** Partitions are solved aside, with what was learned from the migrations that are over. */
@NullMarked
package org.farandole.agent.solving;

import org.jspecify.annotations.NullMarked;
