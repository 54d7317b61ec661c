package org.farandole.dvms;

import java.util.List;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Proposal;

/** What a test has computed for the members of a partition. */
interface ModelSolver {

    Proposal solve(Priority priority, List<NodeState> states);
}
