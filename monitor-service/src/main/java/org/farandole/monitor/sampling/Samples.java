package org.farandole.monitor.sampling;

import java.time.Duration;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.node.NodeName;

/** Where samples go. The calls about one node come one after the other; none of them throws. */
public interface Samples {

    /** @param took how long the hypervisor took to answer */
    void sampled(Sample sample, Duration took);

    void failed(NodeName node, String cause);

    void lost(NodeName node, String cause);

    void back(NodeName node);

    /** No sample of it follows, unless it is sampled anew. */
    void ended(NodeName node);
}
