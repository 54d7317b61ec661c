/** What an operator asks: who is hosted here, and is it ready. */
@NullMarked
package org.farandole.agent.status;

import org.jspecify.annotations.NullMarked;
