/** The nodes as the executor records them: fence, lock, readiness; and the books that keep fences and VMs together. */
@NullMarked
package org.farandole.vm.node;

import org.jspecify.annotations.NullMarked;
