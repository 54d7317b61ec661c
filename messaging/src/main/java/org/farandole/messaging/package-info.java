/** How a service meets the bus: topics at start, sending at once, and sending with a transaction (outbox). */
@NullMarked
package org.farandole.messaging;

import org.jspecify.annotations.NullMarked;
