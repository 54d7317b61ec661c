/**
 * The ring's protocol as a pure state machine: {@link org.farandole.dvms.Agent#on} takes an agent's state, an input and
 * the time, and gives the next state with what is to be done. No clock, thread, chance or I/O; the host has those.
 */
@NullMarked
package org.farandole.dvms;

import org.jspecify.annotations.NullMarked;
