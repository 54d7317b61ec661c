package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.farandole.dvms.Effect;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I3, D2: who is in an accepted plan gave itself to that ISP; VMs move by an accepted plan, between its nodes. */
final class OnlyMembersMove implements Watcher {

    private final Map<IspId, Set<NodeName>> granted = new HashMap<>();
    private final Map<IspId, Decision.Plan> executing = new HashMap<>();

    @Override
    public void stepped(Happening happening) {
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.SendTo(var _, Granted grant)) {
                granted.computeIfAbsent(grant.isp(), _ -> new HashSet<>()).add(happening.node());
            }
            if (effect instanceof Effect.Report(IspEvent.Opened opened)) {
                granted.computeIfAbsent(opened.isp(), _ -> new HashSet<>())
                        .add(opened.isp().initiator());
            }
        }
    }

    @Override
    public void accepted(Instant at, Decision.Plan plan, Map<NodeName, Fence> before) {
        Set<NodeName> members = granted.remove(plan.isp());
        BrokenInvariant.require(
                members == null || members.containsAll(plan.fences().keySet()),
                "I3: the plan of %s is for %s, but only %s joined",
                plan.isp(),
                plan.fences().keySet(),
                members);
        executing.put(plan.isp(), plan);
    }

    @Override
    public void finished(Instant at, Decision.Plan plan) {
        executing.remove(plan.isp());
    }

    @Override
    public void migrationBegan(Instant at, IspId isp, VmName vm, NodeName from, NodeName to) {
        Decision.Plan plan = executing.get(isp);
        BrokenInvariant.require(
                plan != null && plan.fences().containsKey(from) && plan.fences().containsKey(to),
                "D2: %s migrates from %s to %s without a plan of %s for both",
                vm,
                from,
                to,
                isp);
    }
}
