/** The instances: classes of problems, each a function of the number of nodes and a seed. */
@NullMarked
package org.farandole.bench.placement.instance;

import org.jspecify.annotations.NullMarked;
