/** Each node's queue: commands are carried out by its hypervisor, and no node waits for another. */
@NullMarked
package org.farandole.vm.lane;

import org.jspecify.annotations.NullMarked;
