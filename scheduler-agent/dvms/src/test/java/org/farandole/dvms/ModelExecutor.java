package org.farandole.dvms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.jspecify.annotations.Nullable;

/** The executor of section 7, E1 to E6, on a model of nodes and VMs. A plan takes as long as its longest action. */
final class ModelExecutor {

    /** What the executor did, for those who check it. */
    interface Watcher {
        void accepted(Decision.Plan plan, Map<NodeName, Fence> fencesBefore);

        void refused(Decision.Plan plan, Reason reason);

        void finished(Decision.Plan plan);

        void changed(NodeName node);
    }

    private static final class Held {
        private Fence fence = new Fence(0);
        private @Nullable IspId plan;
        private final TreeMap<VmName, PlacedVm> vms = new TreeMap<>();
        private final Map<Fence, List<PlacedVm>> history = new HashMap<>();

        List<PlacedVm> placement() {
            return List.copyOf(vms.values());
        }
    }

    private final Map<NodeName, Held> nodes = new TreeMap<>();
    private final Map<IspId, Decision.Plan> plans = new HashMap<>();
    private final Map<IspId, Map<NodeName, RingMessage>> answers = new HashMap<>();
    private final BiConsumer<NodeName, RingMessage.FromExecutor> outbox;
    private final BiConsumer<Duration, Runnable> later;
    private final Watcher watcher;
    private final boolean comparesFences;
    private BooleanSupplier actionFails = () -> false;
    private boolean advises;

    ModelExecutor(
            BiConsumer<NodeName, RingMessage.FromExecutor> outbox,
            BiConsumer<Duration, Runnable> later,
            Watcher watcher,
            boolean comparesFences) {
        this.outbox = outbox;
        this.later = later;
        this.watcher = watcher;
        this.comparesFences = comparesFences;
    }

    void failActions(BooleanSupplier fails) {
        actionFails = fails;
    }

    void adviseOnly() {
        advises = true;
    }

    void knows(NodeName node) {
        nodes.put(node, new Held());
        remember(held(node));
    }

    /** E5, without a word: the beginning of a test. */
    void place(NodeName node, PlacedVm vm) {
        held(node).vms.put(vm.vm(), vm);
        remember(held(node));
    }

    /** E5: refused while a plan holds the node. */
    boolean create(NodeName node, PlacedVm vm) {
        Held held = held(node);
        if (held.plan != null) {
            return false;
        }
        held.vms.put(vm.vm(), vm);
        return change(node, held);
    }

    /** E5. */
    boolean destroy(NodeName node, VmName vm) {
        Held held = held(node);
        return held.plan == null && held.vms.remove(vm) != null && change(node, held);
    }

    private boolean change(NodeName node, Held held) {
        held.fence = held.fence.changed();
        remember(held);
        watcher.changed(node);
        outbox.accept(node, new RingMessage.Changed(held.fence, held.placement()));
        return true;
    }

    void on(Decision decision) {
        switch (decision) {
            case Decision.Query query ->
                outbox.accept(query.asker().node(), status(query.asker().node()));
            case Decision.Plan plan -> on(plan);
        }
    }

    private void on(Decision.Plan plan) {
        if (plans.containsKey(plan.isp())) {
            answers.get(plan.isp()).forEach((node, answer) -> outbox.accept(node, (RingMessage.FromExecutor) answer));
            return;
        }
        plans.put(plan.isp(), plan);
        answers.put(plan.isp(), new TreeMap<>());
        Set<NodeName> differing = new HashSet<>();
        plan.fences().forEach((node, fence) -> {
            if (!held(node).fence.equals(fence)) {
                differing.add(node);
            }
        });
        boolean placed = plan.actions().stream().allMatch(action -> possible(plan, action));
        if (advises) {
            refuse(plan, Reason.ADVISED);
        } else if (comparesFences && !differing.isEmpty()) {
            refuse(plan, Reason.FENCE);
            differing.stream().sorted().forEach(node -> outbox.accept(node, status(node)));
        } else if (!placed) {
            refuse(plan, Reason.NODE);
        } else {
            accept(plan);
        }
    }

    private boolean possible(Decision.Plan plan, Action action) {
        return switch (action) {
            case Action.Migrate move ->
                plan.fences().keySet().containsAll(Set.of(move.source(), move.destination()))
                        && held(move.source()).vms.containsKey(move.vm());
            case Action.PowerOff off ->
                plan.fences().containsKey(off.node()) && held(off.node()).vms.isEmpty();
        };
    }

    private void refuse(Decision.Plan plan, Reason reason) {
        watcher.refused(plan, reason);
        Map<NodeName, Fence> now = new HashMap<>();
        plan.fences().keySet().forEach(node -> now.put(node, held(node).fence));
        answer(plan, plan.leader().node(), new RingMessage.Refused(plan.isp(), now, reason, reason.toString()));
    }

    private void accept(Decision.Plan plan) {
        Map<NodeName, Fence> before = new HashMap<>();
        plan.fences().keySet().forEach(node -> before.put(node, held(node).fence));
        watcher.accepted(plan, before);
        plan.fences().keySet().stream().sorted().forEach(node -> {
            Held held = held(node);
            held.fence = held.fence.next();
            held.plan = plan.isp();
            answer(
                    plan,
                    node,
                    new RingMessage.Accepted(plan.isp(), plan.fences().keySet(), held.fence));
        });
        Duration longest = plan.actions().stream()
                .map(Action::estimate)
                .max(Duration::compareTo)
                .orElseThrow();
        later.accept(longest, () -> finish(plan));
    }

    private void finish(Decision.Plan plan) {
        List<RingMessage.ActionResult> results = new ArrayList<>();
        for (Action action : plan.actions()) {
            boolean failed = actionFails.getAsBoolean();
            results.add(new RingMessage.ActionResult(results.size(), !failed, failed ? "by the test" : null));
            switch (action) {
                case Action.Migrate move
                when !failed -> {
                    PlacedVm vm = held(move.source()).vms.remove(move.vm());
                    if (vm != null) {
                        held(move.destination()).vms.put(vm.vm(), vm);
                    }
                }
                case Action.Migrate _, Action.PowerOff _ -> {}
            }
        }
        watcher.finished(plan);
        plan.fences().keySet().stream().sorted().forEach(node -> {
            Held held = held(node);
            held.fence = held.fence.next();
            held.plan = null;
            remember(held);
            answer(
                    plan,
                    node,
                    new RingMessage.Finished(
                            plan.isp(), plan.fences().keySet(), held.fence, held.placement(), results));
        });
    }

    private void answer(Decision.Plan plan, NodeName node, RingMessage.FromExecutor answer) {
        answers.get(plan.isp()).put(node, answer);
        outbox.accept(node, answer);
    }

    private RingMessage.Status status(NodeName node) {
        Held held = held(node);
        Set<NodeName> others =
                held.plan == null ? Set.of() : plans.get(held.plan).fences().keySet();
        return new RingMessage.Status(held.fence, held.placement(), held.fence.idle() ? null : held.plan, others);
    }

    boolean idle(NodeName node) {
        return held(node).plan == null;
    }

    List<PlacedVm> placement(NodeName node) {
        return held(node).placement();
    }

    /** What was placed on the node when its fence was that. */
    @Nullable
    List<PlacedVm> placementAt(NodeName node, Fence fence) {
        return held(node).history.get(fence);
    }

    private static void remember(Held held) {
        held.history.put(held.fence, held.placement());
    }

    private Held held(NodeName node) {
        return nodes.get(node);
    }
}
