package org.farandole.provisioner.lifecycle;

import java.util.List;
import java.util.Objects;

/** What a deployment becomes, and what follows from it, in order. */
public record Decision(NodeDeployment next, List<NodeEffect> effects) {

    public Decision {
        Objects.requireNonNull(next, "next");
        effects = List.copyOf(effects);
    }
}
