/** The emulator as a program: its settings, and how its nodes come into the inventory. */
@NullMarked
package org.farandole.emulator;

import org.jspecify.annotations.NullMarked;
