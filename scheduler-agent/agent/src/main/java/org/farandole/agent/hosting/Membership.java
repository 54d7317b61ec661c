package org.farandole.agent.hosting;

import java.util.HashMap;
import java.util.Map;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.View;

/** The membership as this process has read it so far. */
final class Membership {

    private View view = View.empty();
    private final Map<NodeName, Member.Status> last = new HashMap<>();
    private final Map<NodeName, Long> lastActive = new HashMap<>();

    void read(Member member, long offset) {
        NodeName node = member.position().node();
        view = view.with(member);
        last.put(node, member.status());
        if (member.status() == Member.Status.ACTIVE) {
            lastActive.put(node, offset);
        }
    }

    View view() {
        return view;
    }

    /** The highest offset of an active record of the node, as read so far; -1 if there is none. */
    long lastActive(NodeName node) {
        return lastActive.getOrDefault(node, -1L);
    }

    /** Whether an earlier life of the node's agent, if there was one, ended in order. */
    boolean endedInOrder(NodeName node) {
        return switch (last.getOrDefault(node, Member.Status.LEFT)) {
            case HANDED, LEFT, OFF -> true;
            case ACTIVE, DRAINING, SPARE, IN_USE, SUSPECTED, GONE -> false;
        };
    }
}
