package org.farandole.provisioner.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeEvent.StepEntered;
import org.farandole.contracts.node.NodeEvent.StepPassed;
import org.farandole.provisioner.lifecycle.NodeEffect.Make;
import org.farandole.provisioner.lifecycle.NodeInput.Cleared;
import org.farandole.provisioner.lifecycle.NodeInput.Drain;
import org.farandole.provisioner.lifecycle.NodeInput.Faulted;
import org.farandole.provisioner.lifecycle.NodeInput.PowerOff;
import org.farandole.provisioner.lifecycle.NodeInput.PowerOn;
import org.farandole.provisioner.lifecycle.NodeInput.ReservationOver;
import org.farandole.provisioner.lifecycle.NodeInput.Resumed;
import org.farandole.provisioner.lifecycle.NodeInput.Succeeded;
import org.farandole.provisioner.lifecycle.NodeState.Busy;
import org.farandole.provisioner.lifecycle.NodeState.Discarded;
import org.farandole.provisioner.lifecycle.NodeState.Draining;
import org.farandole.provisioner.lifecycle.NodeState.Failed;
import org.farandole.provisioner.lifecycle.NodeState.Halted;
import org.farandole.provisioner.lifecycle.NodeState.InStep;
import org.farandole.provisioner.lifecycle.NodeState.Off;
import org.farandole.provisioner.lifecycle.NodeState.PoweringOff;
import org.farandole.provisioner.lifecycle.NodeState.PoweringOn;
import org.farandole.provisioner.lifecycle.NodeState.Ready;
import org.farandole.provisioner.lifecycle.NodeState.Released;
import org.farandole.provisioner.lifecycle.NodeState.Undoing;
import org.farandole.provisioner.lifecycle.NodeState.Waiting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments that hear anything in any order, stale results and restarts included; the seed names the run. */
class RandomDeploymentsTest {

    private static final int INPUTS = 120;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsHeardTheInvariantsHold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int tries = random.nextInt(1, 5);
        Script script = Script.begin(tries);

        for (int i = 0; i < INPUTS; i++) {
            NodeState before = script.state();
            script.hears(anything(random, script));
            triesAreBounded(script.state(), tries);
            busyMeansOneCallAndSettledNone(script);
            releasedIsTheEnd(before, script.state());
        }
        ticketsRise(script.makes());
        stepsComeInOrder(script.events());
        releasedIsSaidOnceAndLast(script.events());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneThatIsOnlyDeployedEndsReadyOrFailedAndOneThatIsClearedEndsReleased(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Script script = Script.begin(random.nextInt(1, 4));

        finish(script, random);
        assertThat(script.state()).isInstanceOfAny(Ready.class, Failed.class);
        assertThat(script.events().stream()
                                .filter(NodeEvent.Ready.class::isInstance)
                                .count()
                        + script.events().stream()
                                .filter(NodeEvent.StepFailed.class::isInstance)
                                .count())
                .isEqualTo(1);

        script.hears(new Cleared());
        finish(script, random);
        assertThat(script.state()).isEqualTo(new Released());
    }

    private static void finish(Script script, SplittableRandom random) {
        for (int i = 0; script.state() instanceof Busy; i++) {
            assertThat(i).as("calls until it settles").isLessThan(500);
            if (random.nextInt(4) == 0) {
                script.faults("drawn");
            } else {
                script.succeeds();
            }
        }
    }

    private static NodeInput anything(SplittableRandom random, Script script) {
        long ticket = script.deployment().ticket();
        return switch (random.nextInt(40)) {
            case 0 -> new Cleared();
            case 1 -> new ReservationOver();
            case 2, 3 -> new Resumed();
            case 4, 5 -> new PowerOff();
            case 6, 7 -> new PowerOn();
            case 8 -> new Drain("drawn");
            case 9, 10, 11 -> new Succeeded(random.nextLong(ticket + 1), Script.TOOK);
            case 12, 13, 14 -> new Faulted(random.nextLong(ticket + 1), "late");
            case 15, 16, 17, 18, 19 -> new Faulted(ticket, "drawn");
            default -> new Succeeded(ticket, Script.TOOK);
        };
    }

    private static void triesAreBounded(NodeState state, int tries) {
        int attempt = switch (state) {
            case InStep step -> step.attempt();
            case Failed failed -> failed.attempt();
            case PoweringOff off -> off.attempt();
            case PoweringOn on -> on.attempt();
            case Waiting _, Undoing _, Ready _, Draining _, Off _, Halted _, Discarded _, Released _ -> 1;
        };
        assertThat(attempt).isBetween(1, tries);
    }

    /** Only the newest call counts; it is a real one just while the node is busy. */
    private static void busyMeansOneCallAndSettledNone(Script script) {
        Make newest = script.makes().getLast();
        assertThat(newest.ticket()).isEqualTo(script.deployment().ticket());
        if (script.state() instanceof Busy) {
            assertThat(newest.call()).isNotInstanceOf(NodeCall.Rest.class);
        } else {
            NodeDeployment settled = script.deployment();
            assertThat(settled.decide(new Succeeded(settled.ticket(), Script.TOOK))
                            .effects())
                    .isEmpty();
        }
    }

    private static void releasedIsTheEnd(NodeState before, NodeState after) {
        if (before instanceof Released) {
            assertThat(after).isEqualTo(before);
        }
    }

    private static void ticketsRise(List<Make> calls) {
        assertThat(calls).extracting(Make::ticket).doesNotHaveDuplicates().isSorted();
    }

    /** A step passes only after it was entered, the next is entered only after that, and ready follows all of them. */
    private static void stepsComeInOrder(List<NodeEvent> events) {
        List<MacroStep> passed = new ArrayList<>();
        for (NodeEvent event : events) {
            if (event instanceof StepEntered entered) {
                if (entered.step().ordinal() == 0 && entered.attempt() == 1) {
                    passed.clear();
                }
                assertThat(passed).hasSize(entered.step().ordinal());
            } else if (event instanceof StepPassed step) {
                assertThat(passed).hasSize(step.step().ordinal());
                passed.add(step.step());
            } else if (event instanceof NodeEvent.Ready) {
                assertThat(passed).containsExactly(MacroStep.values());
            }
        }
    }

    private static void releasedIsSaidOnceAndLast(List<NodeEvent> events) {
        List<NodeEvent> released =
                events.stream().filter(NodeEvent.Released.class::isInstance).toList();
        assertThat(released).hasSizeLessThanOrEqualTo(1);
        if (!released.isEmpty()) {
            assertThat(events.getLast()).isSameAs(released.getFirst());
        }
    }
}
