package org.farandole.simulator.executor;

import org.farandole.contracts.node.NodeName;

/** What becomes of migrations from a node. */
@FunctionalInterface
public interface Trouble {

    Trouble NONE = node -> Kind.NONE;

    Kind of(NodeName node);

    /** Fails halfway; takes ten times as long. */
    enum Kind {
        NONE,
        FAILS,
        SLOW
    }
}
