package org.farandole.dvms;

import java.util.Set;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;

/**
 * A column of the protocol's table: what an agent in one state does on every input, as the next state. Every cell is
 * there; where nothing is done on a message, it says why nobody waits for an answer.
 */
interface Column {

    /** 6.1 From agents. */
    AgentState on(RingPosition from, RingMessage.FromAgent message);

    /** 6.2 From the executor. Fence and placement are taken already; what is older than them does not come here. */
    AgentState on(RingMessage.FromExecutor message);

    /** Timers of 6.3. */
    AgentState on(Input.TimerFired fired);

    /** 6.3 From inside and from the membership. What is to be noted is noted already. */
    AgentState on(Input.FromInside input);

    /** Those whose going from the membership matters in this state. */
    default Set<NodeName> watched() {
        return Set.of();
    }
}
