package org.farandole.simulator.watch;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;

/** One input to one agent, and what came of it. */
public record Happening(Instant at, NodeName node, Input input, AgentState before, Agent after, List<Effect> effects) {

    public Happening {
        effects = List.copyOf(effects);
    }

    @Override
    public String toString() {
        return at + " " + node + " " + input + "\n      " + before + "\n    > " + after.state() + "\n    ! " + effects;
    }
}
