package org.farandole.vm.execution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.vm.execution.Execution.ActionState;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.farandole.vm.node.Node;
import org.farandole.vm.node.Nodes;

/**
 * Ends the plans' actions that power nodes off, by what provisioner-service says of the nodes; until it does, a plan holds its node.
 * Thread-safe; a repeat is a no-op.
 */
@ApplicationScoped
public class PowerOffs {

    private final Nodes nodes;
    private final Plans plans;
    private final PlanExecutor executor;
    private final Ledger ledger;

    PowerOffs(Nodes nodes, Plans plans, PlanExecutor executor, Ledger ledger) {
        this.nodes = nodes;
        this.plans = plans;
        this.executor = executor;
        this.ledger = ledger;
    }

    /** The node is off. */
    @Transactional
    public void off(NodeName node) {
        end(node, Execution.Input.Completed::new);
    }

    /** The node is not off, and is not going to be. */
    @Transactional
    public void notOff(NodeName node, String cause) {
        end(node, action -> new Execution.Input.Failed(action, cause));
    }

    private void end(NodeName node, IntFunction<Execution.Input> outcome) {
        nodes.find(node).map(Node::heldBy).ifPresent(isp -> end(isp, node, outcome));
    }

    private void end(IspId isp, NodeName node, IntFunction<Execution.Input> outcome) {
        Books books = ledger.open(plans.nodesOf(List.of(isp)));
        boolean holds = books.node(node).map(Node::heldBy).filter(isp::equals).isPresent();
        if (holds) {
            Execution execution = plans.execution(isp);
            IntStream.range(0, execution.actions().size())
                    .filter(i -> execution.states().get(i) instanceof ActionState.Running)
                    .filter(i -> execution.actions().get(i) instanceof Action.PowerOff off
                            && off.node().equals(node))
                    .findFirst()
                    .ifPresent(action -> executor.ended(isp, outcome.apply(action), books));
        }
        books.close();
    }
}
