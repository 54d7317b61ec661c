/** What is simulated, read from options and files and checked whole before anything runs. */
@NullMarked
package org.farandole.simulator.scenario;

import org.jspecify.annotations.NullMarked;
