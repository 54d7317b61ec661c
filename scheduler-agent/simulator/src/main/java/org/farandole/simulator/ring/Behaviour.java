package org.farandole.simulator.ring;

import java.time.Instant;
import org.farandole.dvms.Agent;
import org.farandole.dvms.Input;
import org.farandole.dvms.Step;

/** The transitions that are run: the protocol's are {@code Agent::on}; tests of the tests put others in. */
@FunctionalInterface
public interface Behaviour {

    Step on(Agent agent, Input input, Instant now);
}
