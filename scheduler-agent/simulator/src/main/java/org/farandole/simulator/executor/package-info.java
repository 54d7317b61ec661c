/** Who admits plans and carries them out, as vm-service does. */
@NullMarked
package org.farandole.simulator.executor;

import org.jspecify.annotations.NullMarked;
