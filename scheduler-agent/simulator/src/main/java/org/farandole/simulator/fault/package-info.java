/** What goes wrong in a run, at the moments that its scenario names. */
@NullMarked
package org.farandole.simulator.fault;

import org.jspecify.annotations.NullMarked;
