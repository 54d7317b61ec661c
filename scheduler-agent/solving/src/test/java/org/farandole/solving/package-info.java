@NullMarked
package org.farandole.solving;

import org.jspecify.annotations.NullMarked;
