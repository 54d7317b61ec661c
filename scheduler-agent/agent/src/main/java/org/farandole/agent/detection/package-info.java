/** When a node has a problem, by its samples. */
@NullMarked
package org.farandole.agent.detection;

import org.jspecify.annotations.NullMarked;
