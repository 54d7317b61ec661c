/** A partition's states as a placement problem, solved aside, and the answer as the protocol wants it. */
@NullMarked
package org.farandole.agent.solving;

import org.jspecify.annotations.NullMarked;
