/** The topics of the ring: what comes in, what goes out, which inboxes are this process's. */
@NullMarked
package org.farandole.agent.ring;

import org.jspecify.annotations.NullMarked;
