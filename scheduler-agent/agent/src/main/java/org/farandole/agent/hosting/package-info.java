/** The agents of this process: one loop owns them, their timers and all that they know. */
@NullMarked
package org.farandole.agent.hosting;

import org.jspecify.annotations.NullMarked;
