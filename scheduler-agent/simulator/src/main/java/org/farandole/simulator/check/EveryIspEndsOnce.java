package org.farandole.simulator.check;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.node.NodeName;
import org.farandole.simulator.watch.Watcher;

/** I6, D5: an ISP is opened once, grows while it is open, and ends once; one whose leader crashed may end as lost. */
final class EveryIspEndsOnce implements Watcher {

    private final Set<IspId> open = new HashSet<>();
    private final Set<IspId> ended = new HashSet<>();

    @Override
    public void reported(Instant at, IspEvent event) {
        IspId isp = event.isp();
        switch (event) {
            case IspEvent.Opened _ ->
                BrokenInvariant.require(open.add(isp) && !ended.contains(isp), "I6: %s is opened again", isp);
            case IspEvent.Ended end ->
                BrokenInvariant.require(
                        open.remove(isp) && ended.add(isp), "I6: %s, which is not open, ends: %s", isp, end.outcome());
            case IspEvent.Grown _ -> BrokenInvariant.require(open.contains(isp), "I6: %s, not open, grows", isp);
            case IspEvent.Computed _ -> {}
        }
    }

    @Override
    public void crashed(Instant at, NodeName node) {
        open.removeIf(isp -> isp.initiator().equals(node));
    }

    @Override
    public void moved(Instant at, NodeName node) {
        crashed(at, node);
    }
}
