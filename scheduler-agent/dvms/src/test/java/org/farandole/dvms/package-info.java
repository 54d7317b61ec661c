/** The protocol, played: scripts and seeded runs on a ring in virtual time. */
@NullMarked
package org.farandole.dvms;

import org.jspecify.annotations.NullMarked;
