/** {@code pki}: an authority of one's own, and certificates for libvirt's and QEMU's TLS. */
@NullMarked
package org.farandole.cli.pki;

import org.jspecify.annotations.NullMarked;
