/** Why the scheduler decided as it did: recorded decisions, explained and derived again. */
@NullMarked
package org.farandole.cli.reasons;

import org.jspecify.annotations.NullMarked;
