/** What was measured: samples and violations. */
@NullMarked
package org.farandole.contracts.monitor;

import org.jspecify.annotations.NullMarked;
