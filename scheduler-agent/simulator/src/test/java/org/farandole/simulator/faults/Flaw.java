package org.farandole.simulator.faults;

import java.util.function.Supplier;
import org.farandole.simulator.Subject;
import org.farandole.simulator.ring.Behaviour;
import org.farandole.simulator.scenario.FaultDraw;

/**
 * An old flaw of this protocol's forerunners, or one of its own drafts, put back.
 *
 * @param draw the faults under which it shows
 * @param subject a new one for each run, as a flaw may remember
 * @param invariant that it breaks first
 * @param within so many runs, of the seeds from 1 on, it is caught
 */
public record Flaw(String name, FaultDraw draw, Supplier<Subject> subject, String invariant, int within) {

    static Flaw of(String name, FaultDraw draw, Supplier<Behaviour> behaviour, String invariant, int within) {
        return new Flaw(name, draw, () -> new Subject(behaviour.get(), true), invariant, within);
    }

    @Override
    public String toString() {
        return name;
    }
}
