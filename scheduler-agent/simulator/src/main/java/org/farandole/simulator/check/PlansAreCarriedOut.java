package org.farandole.simulator.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.RingMessage.Finished;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** E3, E4: a migration begins when all that it waits for are done; "solved" is said of a plan all of whose actions were done. */
final class PlansAreCarriedOut implements Watcher {

    private record Progress(Decision.Plan plan, Set<Integer> begun, Set<Integer> done) {}

    private final Map<IspId, Progress> running = new HashMap<>();

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        running.put(plan.isp(), new Progress(plan, new HashSet<>(), new HashSet<>()));
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        Progress progress = running.get(isp);
        if (progress == null) {
            return;
        }
        int number = number(progress, progress.begun(), vm, from, to);
        progress.begun().add(number);
        BrokenInvariant.require(
                number >= 0
                        && progress.done()
                                .containsAll(
                                        progress.plan().actions().get(number).after()),
                "E3: %s migrates by the plan of %s before what it waits for is done",
                vm,
                isp);
    }

    @Override
    public void migrated(Instant at, IspId isp, VmName vm, NodeName from, NodeName to, Duration took) {
        Progress progress = running.get(isp);
        if (progress != null) {
            progress.done().add(number(progress, progress.done(), vm, from, to));
        }
    }

    @Override
    public void stepped(Happening happening) {
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.Report(IspEvent.Ended ended)) {
                Progress progress = running.remove(ended.isp());
                boolean heard = happening.input() instanceof Input.Mail(var _, Finished _);
                BrokenInvariant.require(
                        !heard
                                || progress == null
                                || ended.outcome() != Outcome.SOLVED
                                || progress.done().size()
                                        == Action.migrations(progress.plan().actions())
                                                .size(),
                        "E4: %s ends as solved, but not all of its plan was done",
                        ended.isp());
            }
        }
    }

    private static int number(Progress progress, Set<Integer> without, VmName vm, NodeName from, NodeName to) {
        for (int i = 0; i < progress.plan().actions().size(); i++) {
            boolean same = progress.plan().actions().get(i) instanceof Action.Migrate move
                    && move.vm().equals(vm)
                    && move.source().equals(from)
                    && move.destination().equals(to);
            if (same && !without.contains(i)) {
                return i;
            }
        }
        return -1;
    }
}
