/** Topics, record by record. */
@NullMarked
package org.farandole.cli.events;

import org.jspecify.annotations.NullMarked;
