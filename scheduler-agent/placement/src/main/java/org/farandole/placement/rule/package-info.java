/** What placements have to keep to, by the field's names (Entropy, BtrPlace). */
@NullMarked
package org.farandole.placement.rule;

import org.jspecify.annotations.NullMarked;
