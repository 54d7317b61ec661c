/** The life of one VM: a state machine, and the rows that keep it. */
@NullMarked
package org.farandole.vm.life;

import org.jspecify.annotations.NullMarked;
