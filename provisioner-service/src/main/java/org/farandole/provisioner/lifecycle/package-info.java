/** The rules of a node's deployment, from its booking to its undoing: a pure state machine, without clock, thread or I/O. */
@NullMarked
package org.farandole.provisioner.lifecycle;

import org.jspecify.annotations.NullMarked;
