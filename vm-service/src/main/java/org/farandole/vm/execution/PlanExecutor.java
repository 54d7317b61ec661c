package org.farandole.vm.execution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision.Plan;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.Speed;
import org.farandole.vm.execution.Admission.Verdict;
import org.farandole.vm.launch.Releases;
import org.farandole.vm.life.Vm;
import org.farandole.vm.life.VmInput;
import org.farandole.vm.life.VmState;
import org.farandole.vm.node.Books;
import org.farandole.vm.node.Ledger;
import org.farandole.vm.node.Node;
import org.jboss.logging.Logger;

/** The executor of PROTOCOL.md section 7: admits plans, carries them out and frees their nodes. Thread-safe. */
@ApplicationScoped
public class PlanExecutor {

    private static final Logger LOG = Logger.getLogger(PlanExecutor.class);

    private final Plans plans;
    private final Modes modes;
    private final Ledger ledger;
    private final Releases releases;
    private final Speed speed;
    private final Clock clock = Clock.systemUTC();

    PlanExecutor(Plans plans, Modes modes, Ledger ledger, Releases releases, Speed speed) {
        this.plans = plans;
        this.modes = modes;
        this.ledger = ledger;
        this.releases = releases;
        this.speed = speed;
    }

    /**
     * E1, E2: decides an ISP's plan once, and answers a repeat from the record.
     *
     * @return none for a repeat
     */
    @Transactional
    public Optional<Verdict> decide(Plan plan) {
        if (!plans.begin(plan, clock.instant())) {
            answerAgain(plan.isp());
            return Optional.empty();
        }
        Books books = ledger.open(plan.fences().keySet());
        Map<NodeName, Node> nodes = byName(books.nodes(), Node::name);
        Map<VmName, Vm> vms = byName(books.vms(moved(plan)), Vm::name);
        Verdict verdict = OrderedMoves.underWay(books)
                .<Verdict>map(moving -> Admission.outranked(plan, nodes, moving))
                .orElseGet(
                        () -> Admission.decide(plan, nodes, vms, modes.current().kind()));
        switch (verdict) {
            case Verdict.Admitted _ -> admit(plan, books);
            case Verdict.Refused refused -> refuse(plan, refused, books);
        }
        books.close();
        return Optional.of(verdict);
    }

    private static <K, T> Map<K, T> byName(Collection<T> all, Function<T, K> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity()));
    }

    private static Set<VmName> moved(Plan plan) {
        return Action.migrations(plan.actions()).stream()
                .map(Action.Migrate::vm)
                .collect(Collectors.toSet());
    }

    private void admit(Plan plan, Books books) {
        books.hold(plan.isp(), plan.fences().keySet());
        plans.execute(plan, books.nodes());
        LOG.infof(
                "accepted ispId=%s nodes=%s actions=%d",
                plan.isp(), plan.fences().keySet(), plan.actions().size());
        goOn(plan.isp(), Execution.of(plan.actions()), new Execution.Input.Begin(), books);
    }

    private void refuse(Plan plan, Verdict.Refused verdict, Books books) {
        Map<NodeName, Fence> now = new HashMap<>();
        books.nodes().forEach(node -> now.put(node.name(), node.fence()));
        RingMessage.Refused refused = new RingMessage.Refused(plan.isp(), now, verdict.reason(), verdict.detail());
        plans.refuse(plan.isp(), refused);
        send(plan.leader().node(), plan.leader().slot(), refused);
        for (NodeName stale : verdict.stale()) {
            Node node = books.node(stale).orElseThrow();
            books.mail(node, status(node, books));
        }
        LOG.infof("refused ispId=%s reason=%s detail=%s", plan.isp(), refused.reason(), refused.detail());
    }

    private void answerAgain(IspId isp) {
        Optional<RingMessage.Refused> refusal = plans.refusal(isp);
        if (refusal.isPresent()) {
            RingPosition leader = plans.plan(isp).leader();
            send(leader.node(), leader.slot(), refusal.get());
            return;
        }
        List<Plans.PlanNode> nodes = plans.nodes(isp);
        Set<NodeName> names = nodes.stream().map(Plans.PlanNode::node).collect(Collectors.toSet());
        for (Plans.PlanNode node : nodes) {
            RingMessage.FromExecutor answer =
                    node.finished() != null ? node.finished() : new RingMessage.Accepted(isp, names, node.fence());
            send(node.node(), node.slot(), answer);
        }
    }

    /** E6: answers at any time. A node that is not known has had no plan and no VM. */
    @Transactional
    public void answer(RingPosition asker) {
        Books books = ledger.open(List.of(asker.node()));
        RingMessage.Status status = books.node(asker.node())
                .map(node -> status(node, books))
                .orElseGet(() -> new RingMessage.Status(new Fence(0), List.of(), null, Set.of()));
        send(asker.node(), asker.slot(), status);
    }

    private RingMessage.Status status(Node node, Books books) {
        IspId isp = node.heldBy();
        Set<NodeName> nodes = isp == null ? Set.of() : plans.nodesOf(List.of(isp));
        return new RingMessage.Status(node.fence(), books.placement(node.name()), isp, nodes);
    }

    private void send(NodeName to, int slot, RingMessage.FromExecutor message) {
        ledger.send(new RingMail(to, slot, null, message));
    }

    /** The nodes that have to be locked before the outcome of one of these ISPs' actions is recorded. */
    public Set<NodeName> nodesOf(Collection<IspId> isps) {
        return plans.nodesOf(isps);
    }

    /** An action of a plan has ended; in the caller's books, which hold all of the plan's nodes. */
    public void ended(IspId isp, Execution.Input outcome, Books books) {
        goOn(isp, plans.execution(isp), outcome, books);
    }

    private void goOn(IspId isp, Execution before, Execution.Input first, Books books) {
        Deque<Execution.Input> inputs = new ArrayDeque<>(List.of(first));
        Execution execution = before;
        while (!inputs.isEmpty()) {
            Execution.Step step = execution.decide(inputs.removeFirst());
            execution = step.execution();
            for (Execution.Effect effect : step.effects()) {
                switch (effect) {
                    case Execution.Effect.Start start ->
                        start(isp, start.action(), execution.actions().get(start.action()), books)
                                .ifPresent(cause -> inputs.add(new Execution.Input.Failed(start.action(), cause)));
                    case Execution.Effect.Finish finish -> finish(isp, finish.results(), books);
                }
            }
        }
        plans.save(isp, execution);
    }

    /** Why it cannot be started, if so. */
    private Optional<String> start(IspId isp, int number, Action action, Books books) {
        return switch (action) {
            case Action.Migrate move -> {
                Optional<String> obstacle = obstacle(move, books);
                if (obstacle.isEmpty()) {
                    Duration timeout = speed.toWall(timeout(move.estimate()));
                    books.apply(move.vm(), new VmInput.Migrate(move.destination(), isp, number, timeout));
                }
                yield obstacle;
            }
            case Action.PowerOff off -> powerOff(off, books);
        };
    }

    /** What comes of it provisioner-service says: {@link PowerOffs}. */
    private Optional<String> powerOff(Action.PowerOff off, Books books) {
        if (!books.node(off.node()).orElseThrow().usable()) {
            return Optional.of("node " + off.node() + " does not answer");
        }
        List<Vm> there = books.around(off.node());
        if (!there.isEmpty()) {
            return Optional.of(
                    "node " + off.node() + " has VM " + there.getFirst().name());
        }
        ledger.send(new NodeCommand.PowerOff(off.node(), off.why()));
        return Optional.empty();
    }

    /** E3, in the node's time. */
    private static Duration timeout(Duration estimate) {
        return estimate.multipliedBy(4).plusSeconds(60);
    }

    private static Optional<String> obstacle(Action.Migrate move, Books books) {
        for (NodeName end : List.of(move.source(), move.destination())) {
            if (!books.node(end).orElseThrow().usable()) {
                return Optional.of("node " + end + " does not answer");
            }
        }
        Vm vm = books.vm(move.vm()).orElseThrow();
        if (!vm.state().equals(new VmState.Running(move.source()))) {
            return Optional.of("VM " + move.vm() + " is " + vm.state().phase() + ", not running on " + move.source());
        }
        int free = books.freeMiB(move.destination());
        return free >= vm.memoryMiB()
                ? Optional.empty()
                : Optional.of("node " + move.destination() + " has " + free + " MiB left, VM " + move.vm() + " needs "
                        + vm.memoryMiB());
    }

    private void finish(IspId isp, List<RingMessage.ActionResult> results, Books books) {
        Set<NodeName> names = plans.nodesOf(List.of(isp));
        Map<NodeName, RingMessage.Finished> told = books.release(isp, names, results);
        plans.finish(isp, new TreeMap<>(told));
        releases.goOn(books, names);
        LOG.infof(
                "finished ispId=%s done=%d of=%d",
                isp, results.stream().filter(RingMessage.ActionResult::done).count(), results.size());
    }
}
