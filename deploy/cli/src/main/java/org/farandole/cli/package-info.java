/** The command line: one class per command, laid out by what the commands are about. */
@NullMarked
package org.farandole.cli;

import org.jspecify.annotations.NullMarked;
