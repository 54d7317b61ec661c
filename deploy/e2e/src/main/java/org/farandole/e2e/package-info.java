/**
 * What a run's topics say: how fast it was, and whether every invariant was kept. It reads plain JSON and shares no code with
 * the services, so that it does not repeat their mistakes.
 */
@NullMarked
package org.farandole.e2e;

import org.jspecify.annotations.NullMarked;
