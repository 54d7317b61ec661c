/** Names, creates, boots, migrates and destroys VMs, and executes the agents' decisions (PROTOCOL.md section 7). */
@NullMarked
package org.farandole.vm;

import org.jspecify.annotations.NullMarked;
