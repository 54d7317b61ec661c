/** What a command says and how it ends: text, tables, colours, exit codes. */
@NullMarked
package org.farandole.cli.terminal;

import org.jspecify.annotations.NullMarked;
