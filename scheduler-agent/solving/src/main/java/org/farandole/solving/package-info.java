/**
 * A partition's states as a placement problem, and the answer as the protocol wants it; the record of it, and the same again
 * from the record. Plain Java: what solves (the agents) and what explains and replays (the command line) share it.
 */
@NullMarked
package org.farandole.solving;

import org.jspecify.annotations.NullMarked;
