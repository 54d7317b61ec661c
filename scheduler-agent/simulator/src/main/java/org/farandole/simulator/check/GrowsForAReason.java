package org.farandole.simulator.check;

import java.util.HashSet;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I8: nobody is asked, and nobody is taken in, once the leader was told that its problem is gone. */
final class GrowsForAReason implements Watcher {

    private final Set<NodeName> troubled = new HashSet<>();
    private final Set<NodeName> drained = new HashSet<>();

    @Override
    public void stepped(Happening happening) {
        NodeName me = happening.node();
        if (happening.input() instanceof Input.TriggerOn) {
            troubled.add(me);
        } else if (happening.input() instanceof Input.TriggerOff) {
            troubled.remove(me);
        } else if (happening.input() instanceof Input.DrainMe) {
            drained.add(me);
        }
        boolean grows = happening.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Report(IspEvent.Grown _)
                        || (effect instanceof Effect.SendTo(var _, Join join)
                                && join.by().leader().node().equals(me)));
        BrokenInvariant.require(
                !grows || troubled.contains(me) || drained.contains(me), "I8: %s grows without a reason", me);
    }
}
