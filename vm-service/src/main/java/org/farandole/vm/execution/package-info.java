/** Decisions: admitted by the nodes' fences, carried out in their order, reported to every node. */
@NullMarked
package org.farandole.vm.execution;

import org.jspecify.annotations.NullMarked;
