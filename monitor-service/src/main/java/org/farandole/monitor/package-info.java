/** monitor-service: samples nodes, accounts for violations, shows the platform. */
@NullMarked
package org.farandole.monitor;

import org.jspecify.annotations.NullMarked;
