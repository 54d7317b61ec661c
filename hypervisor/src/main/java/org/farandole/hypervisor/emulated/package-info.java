/**
 * The emulated hypervisor: its driver, the client that deploys its nodes, and the server that both talk to. The server
 * runs the model of {@code org.farandole.hypervisor.emulation} on a clock that may go faster than the wall's.
 */
@NullMarked
package org.farandole.hypervisor.emulated;

import org.jspecify.annotations.NullMarked;
