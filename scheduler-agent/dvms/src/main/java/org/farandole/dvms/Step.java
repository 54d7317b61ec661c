package org.farandole.dvms;

import java.util.List;
import java.util.Objects;

/** The answer to an input: the agent as it is from now on, and what is to be done. */
public record Step(Agent next, List<Effect> effects) {

    public Step {
        Objects.requireNonNull(next, "next");
        effects = List.copyOf(effects);
    }
}
