package org.farandole.contracts.dvms;

import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.node.NodeName;

/** An ISP that held nodes which a request passed during a turn of the ring. */
public record Met(IspRef isp, Set<NodeName> nodes) {

    public Met {
        Objects.requireNonNull(isp, "isp");
        nodes = Set.copyOf(nodes);
    }
}
