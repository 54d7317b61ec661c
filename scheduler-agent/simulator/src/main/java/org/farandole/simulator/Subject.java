package org.farandole.simulator;

import java.util.Objects;
import org.farandole.dvms.Agent;
import org.farandole.simulator.ring.Behaviour;

/**
 * What a run is of: the protocol, or, in tests of the tests, one with a flaw.
 *
 * @param behaviour the agents' transitions
 * @param comparesFences whether the executor refuses a plan that was made from old states (PROTOCOL E2)
 */
public record Subject(Behaviour behaviour, boolean comparesFences) {

    public static final Subject PROTOCOL = new Subject(Agent::on, true);

    public Subject {
        Objects.requireNonNull(behaviour, "behaviour");
    }
}
