/** To a guest: its console and its SSH server. */
@NullMarked
package org.farandole.cli.guest;

import org.jspecify.annotations.NullMarked;
