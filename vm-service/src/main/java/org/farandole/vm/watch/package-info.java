/** What happens to nodes: ready, dropped, draining, lost and back. */
@NullMarked
package org.farandole.vm.watch;

import org.jspecify.annotations.NullMarked;
