/** The laboratory: nodes with libvirt on this machine, which the scripts of {@code deploy/lab} make. */
@NullMarked
package org.farandole.cli.lab;

import org.jspecify.annotations.NullMarked;
