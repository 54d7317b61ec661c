package org.farandole.simulator.check;

import org.farandole.simulator.watch.Happening;
import org.farandole.simulator.watch.Watcher;

/** How often the invariants were checked: once a step of an agent. */
public final class Counted implements Watcher {

    private long steps;

    public long steps() {
        return steps;
    }

    @Override
    public void stepped(Happening happening) {
        steps++;
    }
}
