package org.farandole.simulator.check;

import org.farandole.contracts.dvms.RingMessage.Join;
import org.farandole.contracts.node.RingKey;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.farandole.dvms.View;
import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** I9: a request is passed on strictly clockwise, never past home, with fewer hops each time. */
final class RequestsGoHome implements Watcher {

    @Override
    public void stepped(Happening happening) {
        RingKey me = happening.after().self().position().key();
        for (Effect effect : happening.effects()) {
            if (effect instanceof Effect.SendTo(var to, Join join)
                    && !join.by().leader().node().equals(happening.node())) {
                BrokenInvariant.require(
                        View.inside(me, to.key(), join.by().leader().key()),
                        "I9: %s passes a request of %s on to %s",
                        me.node(),
                        join.isp(),
                        to.node());
                boolean fewer = happening.input() instanceof Input.Mail(var _, Join came)
                        && join.hops() >= 0
                        && join.hops() < came.hops();
                BrokenInvariant.require(fewer, "I9: %s passes on what did not come with more hops", me.node());
            }
        }
    }
}
