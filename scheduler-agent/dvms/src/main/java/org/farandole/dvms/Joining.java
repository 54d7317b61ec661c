package org.farandole.dvms;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.contracts.dvms.Met;
import org.farandole.contracts.dvms.RingMessage.Answer;
import org.farandole.contracts.dvms.RingMessage.Busy;
import org.farandole.contracts.dvms.RingMessage.Claim;
import org.farandole.contracts.dvms.RingMessage.Granted;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.dvms.RingMessage.Release;
import org.farandole.contracts.dvms.RingPosition;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** What a node does with others' requests: PASS, GRANT, and the answers that any state can give. */
final class Joining {

    private Joining() {}

    /** PASS, where nothing holds this node. */
    static void pass(Join join, Draft draft) {
        pass(join, null, Set.of(), draft);
    }

    /**
     * PASS: remember the request if it is merging, say who holds this node, and send it on to the first out; or, out of
     * hops or at home, tell the leader.
     *
     * @param holder the ISP that holds this node, or that it is promised to
     * @param partition the nodes of that one, as known here
     */
    static void pass(Join join, @Nullable IspRef holder, Set<NodeName> partition, Draft draft) {
        boolean own = holder != null && holder.isp().equals(join.isp());
        if (join.merging() && !own) {
            draft.wantedBy(join.by());
        }
        Set<NodeName> inside = new HashSet<>(join.members());
        inside.addAll(partition);
        RingPosition home = join.by().leader();
        RingPosition me = draft.self().position();
        RingPosition next =
                draft.view().firstOutAfter(home.key(), me.key(), inside).orElse(home);
        List<Met> met = join.met();
        if (holder != null && !own) {
            Set<NodeName> passed = new HashSet<>(Set.of(me.node()));
            draft.view().between(me.key(), next.key()).stream()
                    .map(RingPosition::node)
                    .filter(partition::contains)
                    .forEach(passed::add);
            met = merged(join.met(), List.of(new Met(holder, passed)));
        }
        if (join.hops() > 0 && !next.node().equals(home.node())) {
            draft.send(next, new Join(join.by(), join.round(), join.members(), join.hops() - 1, join.merging(), met));
        } else {
            draft.send(home, new Busy(join.isp(), join.round(), next, met));
        }
    }

    /** GRANT: this node gives itself to the ISP, and tells its state and the fence that dates it. */
    static AgentState.Member grant(Join join, Draft draft) {
        if (draft.self().wanted() != null) {
            draft.keep(draft.self().wantedBy(null));
            draft.cancel(Timer.PROMISE);
        }
        return grantAgain(join, draft);
    }

    /** The same by one who is in already, as the leader does not know that. */
    static AgentState.Member grantAgain(Join join, Draft draft) {
        draft.start(Timer.LEASE, join.isp(), join.round(), draft.timings().lease());
        draft.send(
                join.by().leader(),
                new Granted(join.isp(), join.round(), draft.self().state(), join.met()));
        Set<NodeName> partition = new HashSet<>(join.members());
        partition.add(draft.node());
        return new AgentState.Member(join.by(), join.round(), partition);
    }

    /** A grant that nobody counts here is given back at once. */
    static void giveBack(Granted granted, RingPosition from, Draft draft) {
        draft.send(from, new Release(granted.isp(), granted.round(), null));
    }

    /** A claim on an ISP that does not yield, for whatever reason: it ends by itself. */
    static void later(Claim claim, Draft draft) {
        draft.send(claim.by().leader(), new Answer(claim.by().isp(), claim.isp(), Answer.Verdict.LATER, null));
    }

    /** Both, with the nodes of an ISP that is in both put together. */
    static List<Met> merged(List<Met> met, List<Met> more) {
        Map<IspId, Met> all = new LinkedHashMap<>();
        met.forEach(one -> all.put(one.isp().isp(), one));
        for (Met one : more) {
            Met known = all.get(one.isp().isp());
            Set<NodeName> nodes = new HashSet<>(one.nodes());
            nodes.addAll(known == null ? Set.of() : known.nodes());
            all.put(one.isp().isp(), new Met(one.isp(), nodes));
        }
        return List.copyOf(all.values());
    }
}
