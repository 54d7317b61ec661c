/** How hard pressed the machine is on which a pinned agent runs, as its kernel says (PSI). */
@NullMarked
package org.farandole.agent.pressure;

import org.jspecify.annotations.NullMarked;
