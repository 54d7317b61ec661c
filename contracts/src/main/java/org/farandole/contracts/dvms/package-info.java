/** The ring: the protocol's messages, membership, decisions, and the life of each ISP. */
@NullMarked
package org.farandole.contracts.dvms;

import org.jspecify.annotations.NullMarked;
