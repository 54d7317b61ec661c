/** Strict reading of YAML: every problem at once, each with its line and its field. */
@NullMarked
package org.farandole.reservation.yaml;

import org.jspecify.annotations.NullMarked;
