/** What the scheduler does, and whether it may. */
@NullMarked
package org.farandole.cli.scheduling;

import org.jspecify.annotations.NullMarked;
