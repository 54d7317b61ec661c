package org.farandole.simulator.faults;

import java.util.List;
import java.util.function.UnaryOperator;
import org.farandole.contracts.dvms.IspRef;
import org.farandole.dvms.Agent;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Problems;
import org.farandole.dvms.Self;
import org.farandole.dvms.Step;
import org.jspecify.annotations.Nullable;

/** Agents and steps, the same but for one thing. */
final class Changed {

    private Changed() {}

    static Step effects(Step step, UnaryOperator<Effect> change) {
        return new Step(step.next(), step.effects().stream().map(change).toList());
    }

    static Step nothing(Agent agent) {
        return new Step(agent, List.of());
    }

    static Self wantedBy(Self self, @Nullable IspRef isp) {
        return new Self(
                self.position(),
                self.incarnation(),
                self.settings(),
                self.view(),
                self.sequence(),
                self.own(),
                self.problems(),
                isp,
                self.paused(),
                self.leaving(),
                self.spare());
    }

    static Self with(Self self, Problems problems) {
        return new Self(
                self.position(),
                self.incarnation(),
                self.settings(),
                self.view(),
                self.sequence(),
                self.own(),
                problems,
                self.wanted(),
                self.paused(),
                self.leaving(),
                self.spare());
    }
}
