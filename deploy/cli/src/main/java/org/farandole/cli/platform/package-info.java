/** The processes of a platform on this machine: started, watched, remembered, stopped. */
@NullMarked
package org.farandole.cli.platform;

import org.jspecify.annotations.NullMarked;
