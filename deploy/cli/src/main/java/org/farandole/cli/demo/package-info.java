/** The demo: everything from booking to the report, in one command. */
@NullMarked
package org.farandole.cli.demo;

import org.jspecify.annotations.NullMarked;
