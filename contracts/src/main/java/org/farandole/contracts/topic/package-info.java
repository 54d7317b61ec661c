/** Every topic, in one place: its key, partitions, retention and cleanup, and its CloudEvents headers. */
@NullMarked
package org.farandole.contracts.topic;

import org.jspecify.annotations.NullMarked;
