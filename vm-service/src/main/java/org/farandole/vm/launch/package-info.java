/** A reservation's VMs: planned, spread over its nodes, created as nodes get ready, destroyed at its release. */
@NullMarked
package org.farandole.vm.launch;

import org.jspecify.annotations.NullMarked;
