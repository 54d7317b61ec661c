package org.farandole.agent.solving;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.placement.cost.MigrationTime;
import org.farandole.solving.Learned;
import org.farandole.solving.LearnedTimes;

/** What this process has learned about migrations, for its solvers. Thread-safe. */
@ApplicationScoped
class Learning {

    /** A few megabytes. */
    private static final int MOST_LINKS = 50_000;

    private final LearnedTimes times = new LearnedTimes(MigrationTime.VMPLACES, MOST_LINKS);

    synchronized void on(VmEvent event) {
        times.on(event);
    }

    synchronized Learned about(Collection<NodeState> states) {
        return times.about(states);
    }
}
