package org.farandole.simulator.check;

import java.util.ArrayList;
import java.util.List;
import org.farandole.simulator.executor.Executor;
import org.farandole.simulator.watch.Watcher;
import org.farandole.simulator.world.Landscape;

/** The invariants of PROTOCOL.md section 9 (I) and DESIGN.md (D), each checked after every event that could break it. */
public final class Invariants {

    private Invariants() {}

    /**
     * Those that hold whatever happens.
     *
     * @param faultless also I5, which holds without crashes, early leases and changes from outside
     */
    public static List<Watcher> of(Landscape landscape, Executor executor, boolean faultless) {
        List<Watcher> all = new ArrayList<>(List.of(
                new PlansOfANodeRise(),
                new NothingHappenedSince(landscape, executor),
                new OnlyMembersMove(),
                new OnePlanAnIsp(),
                new EveryIspEndsOnce(),
                new NobodyWaitsTooLong(),
                new NobodyHoldsOn(),
                new YieldsToTheOlder(),
                new BacksOff(),
                new PlansAreCarriedOut(),
                new GrowsForAReason(),
                new RequestsGoHome(),
                new AVmIsOnOneNode(landscape),
                new DecisionsDoNoHarm(landscape),
                new PlansAreSound()));
        if (faultless) {
            all.add(new NoTwoLeaders());
            all.add(new KeptWhileExecuting());
        }
        return all;
    }
}
