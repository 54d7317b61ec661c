package org.farandole.provisioner.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.farandole.provisioner.lifecycle.Script.RESERVATION;
import static org.farandole.provisioner.lifecycle.Script.TOOK;

import java.util.ArrayList;
import java.util.List;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepEntered;
import org.farandole.contracts.node.NodeEvent.StepFailed;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.contracts.node.NodeEvent.StepRetried;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.Given;
import org.farandole.provisioner.lifecycle.NodeInput.Cleared;
import org.farandole.provisioner.lifecycle.NodeInput.Drain;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.PowerOff;
import org.farandole.provisioner.lifecycle.NodeInput.PowerOn;
import org.farandole.provisioner.lifecycle.NodeInput.ReservationOver;
import org.farandole.provisioner.lifecycle.NodeInput.Resumed;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;
import org.farandole.provisioner.lifecycle.NodeState.Draining;
import org.farandole.provisioner.lifecycle.NodeState.Failed;
import org.farandole.provisioner.lifecycle.NodeState.Halted;
import org.farandole.provisioner.lifecycle.NodeState.InStep;
import org.farandole.provisioner.lifecycle.NodeState.Off;
import org.farandole.provisioner.lifecycle.NodeState.PoweringOff;
import org.farandole.provisioner.lifecycle.NodeState.Ready;
import org.farandole.provisioner.lifecycle.NodeState.Released;
import org.farandole.provisioner.lifecycle.NodeState.Undoing;
import org.junit.jupiter.api.Test;

class NodeDeploymentTest {

    private static final NodeName NODE = new NodeName("rennes-1");

    /** The place in the window, then every macro-step. */
    private static final int UNTIL_READY = 1 + MacroStep.values().length;

    @Test
    void aNodeThatPassesEveryStepIsReady() {
        Script script = Script.begin(3).succeeds(UNTIL_READY);

        List<NodeEvent> told = new ArrayList<>();
        for (MacroStep step : MacroStep.values()) {
            told.add(new StepEntered(NODE, RESERVATION, step, 1));
            told.add(new StepPassed(NODE, RESERVATION, step, 1, TOOK));
        }
        told.add(new NodeEvent.Ready(Given.node("rennes-1"), RESERVATION));
        assertThat(script.events()).isEqualTo(told);
        assertThat(script.state()).isEqualTo(new Ready());
    }

    @Test
    void aStepThatFailsIsTriedAgainUpToItsTriesThenTheNodeIsDropped() {
        Script script = Script.begin(3).succeeds(2);
        script.events().clear();

        script.faults("first").faults("second").faults("third");

        MacroStep step = MacroStep.REBOOT_INTO_VLAN;
        assertThat(script.events())
                .containsExactly(
                        new StepRetried(NODE, RESERVATION, step, 1, 3, "first"),
                        new StepEntered(NODE, RESERVATION, step, 2),
                        new StepRetried(NODE, RESERVATION, step, 2, 3, "second"),
                        new StepEntered(NODE, RESERVATION, step, 3),
                        new StepFailed(NODE, RESERVATION, step, 3, "third"));
        assertThat(script.state()).isEqualTo(new Failed(step, 3, "third"));
    }

    @Test
    void eachStepHasItsOwnTries() {
        Script script = Script.begin(2).succeeds().faults("once").succeeds().faults("once");

        assertThat(script.state()).isEqualTo(new InStep(MacroStep.REBOOT_INTO_VLAN, 2));
    }

    @Test
    void aTimeOutThatComesAfterTheStepPassedFailsNothing() {
        Script script = Script.begin(1).succeeds();
        long finished = script.deployment().ticket();
        script.succeeds();
        NodeDeployment before = script.deployment();

        script.hears(new Faulted(finished, "no answer within 10 s"));

        assertThat(script.deployment()).isEqualTo(before);
    }

    @Test
    void aTimeOutFailsTheNodeThatDidNotAnswerAndNoOther() {
        Script finished = Script.begin(1).succeeds(UNTIL_READY);
        Script late = Script.begin(1).succeeds();

        late.faults("no answer within 10 s");
        finished.hears(new Faulted(finished.deployment().ticket(), "no answer within 10 s"));

        assertThat(late.state()).isInstanceOf(Failed.class);
        assertThat(finished.state()).isEqualTo(new Ready());
    }

    @Test
    void theResultOfACancelledStepIsStale() {
        Script script = Script.begin(1).succeeds();
        long cancelled = script.deployment().ticket();
        script.hears(new Cleared());

        script.hears(new Succeeded(cancelled, TOOK)).hears(new Faulted(cancelled, "aborted"));

        assertThat(script.state()).isEqualTo(new Undoing(1, null));
        assertThat(script.events()).noneMatch(event -> event instanceof StepPassed || event instanceof StepFailed);
    }

    @Test
    void aNodeThatIsClearedInTheMiddleOfAStepIsUndoneAndReleased() {
        Script script = Script.begin(3).succeeds(3).hears(new Cleared());

        assertThat(script.calls()).last().isEqualTo(new NodeCall.Undo(1));
        script.succeeds();
        assertThat(script.events()).last().isEqualTo(new NodeEvent.Released(NODE, RESERVATION));
        assertThat(script.state()).isEqualTo(new Released());
    }

    @Test
    void aNodeThatFailedIsUndoneToo() {
        Script script =
                Script.begin(1).succeeds().faults("broken").hears(new Cleared()).succeeds();

        assertThat(script.state()).isEqualTo(new Released());
    }

    @Test
    void aNodeThatStillWaitsIsReleasedUntouched() {
        Script script = Script.begin(1).hears(new Cleared());

        assertThat(script.events()).containsExactly(new NodeEvent.Released(NODE, RESERVATION));
        assertThat(script.calls()).containsExactly(new NodeCall.TakePlace(), new NodeCall.Rest());
    }

    @Test
    void anUndoThatFailsIsRepeatedUntilItSucceedsAndTheNodeIsNotReleasedBefore() {
        Script script = Script.begin(1).succeeds(UNTIL_READY).hears(new Cleared());

        for (int i = 1; i <= 20; i++) {
            script.faults("switch unreachable");
            assertThat(script.state()).isEqualTo(new Undoing(i + 1, "switch unreachable"));
        }

        assertThat(script.events()).noneMatch(NodeEvent.Released.class::isInstance);
        assertThat(script.succeeds().events()).last().isInstanceOf(NodeEvent.Released.class);
    }

    @Test
    void aReservationThatIsOverStopsTheDeploymentAndLeavesReadyNodesUp() {
        Script deploying = Script.begin(3).succeeds(2).hears(new ReservationOver());
        Script ready = Script.begin(3).succeeds(UNTIL_READY).hears(new ReservationOver());

        assertThat(deploying.state()).isEqualTo(new Halted());
        assertThat(deploying.calls()).last().isEqualTo(new NodeCall.Rest());
        assertThat(ready.state()).isEqualTo(new Ready());
        assertThat(deploying.hears(new Cleared()).succeeds().state()).isEqualTo(new Released());
    }

    @Test
    void aRepeatOfClearedIsANoOp() {
        Script script = Script.begin(1).succeeds(UNTIL_READY).hears(new Cleared());
        NodeDeployment undoing = script.deployment();
        assertThat(script.hears(new Cleared()).deployment()).isEqualTo(undoing);

        NodeDeployment released = script.succeeds().deployment();

        assertThat(script.hears(new Cleared()).deployment()).isEqualTo(released);
        assertThat(script.events())
                .filteredOn(NodeEvent.Released.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aKilledProvisionerMakesTheSameTryAgainAndSaysNothingTwice() {
        Script script = Script.begin(3).succeeds(2).faults("once");
        List<NodeEvent> before = List.copyOf(script.events());
        long lost = script.deployment().ticket();

        script.hears(new Resumed());

        assertThat(script.state()).isEqualTo(new InStep(MacroStep.REBOOT_INTO_VLAN, 2));
        assertThat(script.calls())
                .endsWith(
                        new NodeCall.RunStep(MacroStep.REBOOT_INTO_VLAN),
                        new NodeCall.RunStep(MacroStep.REBOOT_INTO_VLAN));
        assertThat(script.events()).isEqualTo(before);
        assertThat(script.hears(new Succeeded(lost, TOOK)).events()).isEqualTo(before);
    }

    @Test
    void whatIsSettledHasNothingToResume() {
        Script script = Script.begin(1).succeeds(UNTIL_READY);
        int calls = script.calls().size();

        assertThat(script.hears(new Resumed()).calls()).hasSize(calls);
    }

    @Test
    void onlyAReadyNodeDrains() {
        Script ready = Script.begin(1).succeeds(UNTIL_READY).hears(new Drain("new kernel"));
        Script deploying = Script.begin(1).succeeds(2).hears(new Drain("new kernel"));

        assertThat(ready.state()).isEqualTo(new Draining("new kernel"));
        assertThat(ready.events()).last().isEqualTo(new NodeEvent.Draining(NODE, "new kernel"));
        assertThat(deploying.state()).isInstanceOf(InStep.class);
    }

    @Test
    void aNodeSwitchedOffAndOnIsDeployedAgain() {
        Script script =
                Script.begin(1).succeeds(UNTIL_READY).hears(new PowerOff()).succeeds();
        assertThat(script.state()).isEqualTo(new Off());
        assertThat(script.events()).last().isEqualTo(new NodeEvent.Off(NODE));

        script.hears(new PowerOn()).succeeds();

        assertThat(script.state()).isEqualTo(new InStep(MacroStep.SET_DEPLOYMENT_ENVIRONMENT, 1));
        script.succeeds(MacroStep.values().length);
        assertThat(script.events()).last().isInstanceOf(NodeEvent.Ready.class);
    }

    @Test
    void aNodeThatRefusesToBeSwitchedOffStaysWhatItWas() {
        Script script = Script.begin(2)
                .succeeds(UNTIL_READY)
                .hears(new Drain("new kernel"))
                .hears(new PowerOff());

        script.faults("it has VMs").faults("it has VMs");

        assertThat(script.state()).isEqualTo(new Draining("new kernel"));
        assertThat(script.events()).noneMatch(NodeEvent.Off.class::isInstance);
    }

    @Test
    void aCommandToSwitchOnOvertakesOneToSwitchOff() {
        Script script = Script.begin(2).succeeds(UNTIL_READY).hears(new PowerOff());
        assertThat(script.state()).isEqualTo(new PoweringOff(1, new Ready()));

        script.hears(new PowerOn());

        assertThat(script.calls()).last().isEqualTo(new NodeCall.PowerOn(1));
    }

    @Test
    void aNodeThatDoesNotComeUpIsOff() {
        Script script =
                Script.begin(2).succeeds(UNTIL_READY).hears(new PowerOff()).succeeds();

        script.hears(new PowerOn()).faults("no answer").faults("no answer");

        assertThat(script.state()).isEqualTo(new Off());
    }

    @Test
    void aNodeInUseIsDroppedWithAWordAndReleasedUntouched() {
        Script script = Script.discard(new ReservationId("r-4"));

        script.hears(new Resumed()).hears(new ReservationOver()).hears(new Cleared());

        assertThat(script.events())
                .containsExactly(
                        new StepFailed(
                                NODE,
                                RESERVATION,
                                MacroStep.SET_DEPLOYMENT_ENVIRONMENT,
                                1,
                                "Node rennes-1 is still in use by r-4"),
                        new NodeEvent.Released(NODE, RESERVATION));
        assertThat(script.calls()).containsExactly(new NodeCall.Rest());
    }
}
