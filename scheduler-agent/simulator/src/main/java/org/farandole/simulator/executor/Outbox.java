package org.farandole.simulator.executor;

import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;

/** Takes what the executor says. */
@FunctionalInterface
public interface Outbox {

    void say(NodeName to, RingMessage.FromExecutor message);
}
