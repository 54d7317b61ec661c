/** Violations: when they begin, when they end and why, and what they add up to. */
@NullMarked
package org.farandole.monitor.violation;

import org.jspecify.annotations.NullMarked;
