package org.farandole.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.PlacedVm;
import org.farandole.contracts.dvms.PlacedVm.Arrival;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.placement.Goal;
import org.farandole.placement.Node;
import org.farandole.placement.Problem;
import org.farandole.placement.Terms;
import org.farandole.placement.Vm;
import org.jspecify.annotations.Nullable;

/** From the protocol's words to the planner's. */
final class Translation {

    private Translation() {}

    static Goal goal(ProblemClass problem) {
        return switch (problem) {
            case RELIEVE -> Goal.RELIEVE;
            case EVACUATE -> Goal.EVACUATE;
            case CONSOLIDATE -> Goal.CONSOLIDATE;
        };
    }

    /** @throws IllegalArgumentException naming what is wrong with the states or the terms */
    static Problem problem(SolveInput input, Goal goal) {
        Dimensions dimensions = Dimensions.of(input.states());
        List<Node> nodes = new ArrayList<>();
        List<Vm> vms = new ArrayList<>();
        for (NodeState state : input.states()) {
            Node node = new Node(state.node().value(), dimensions.capacity(limited(state, input)));
            nodes.add(state.draining() ? node.drained() : node);
            state.vms().forEach(vm -> vms.add(vm(vm, state, dimensions, input)));
        }
        SolveTerms terms = Objects.requireNonNullElse(input.terms(), SolveTerms.USUAL);
        Learned learned = Objects.requireNonNullElse(input.learned(), Learned.NOTHING);
        Terms own = terms.with(learned.corrections());
        return new Problem(goal, nodes, vms, List.of(), goal == Goal.CONSOLIDATE ? terms(own, input) : own);
    }

    /** Whether an empty node stays on is for its own agent to say, which solves for it alone: what counts is who is emptied. */
    private static Terms terms(Terms usual, SolveInput input) {
        List<NodeState> states = input.states();
        long empty = states.stream().filter(state -> state.vms().isEmpty()).count();
        return states.size() == 1 ? usual : usual.reserving((int) empty);
    }

    /** Where nobody is overloaded yet, the leader, which is the first, is to keep its headroom. */
    private static NodeState limited(NodeState state, SolveInput input) {
        Foresight foresight = input.foresight();
        return foresight != null && state == input.states().getFirst() && Durable.early(input)
                ? new NodeState(
                        state.node(),
                        state.fence(),
                        state.capacity().withCpu(state.capacity().cpuThreshold(foresight.headroomPercent())),
                        state.draining(),
                        state.vms())
                : state;
    }

    /** A VM in its cool-down stays, unless its node is drained: then it goes anywhere but back. */
    private static Vm vm(NodeState.VmDemand demand, NodeState state, Dimensions dimensions, SolveInput input) {
        PlacedVm placed = demand.placed();
        Vm vm = new Vm(placed.vm().value(), state.node().value(), dimensions.demand(demand));
        Arrival arrival = placed.arrival();
        Duration left = coolDownLeft(arrival, input);
        if (arrival == null || left.isZero()) {
            return vm;
        }
        return state.draining() ? vm.notTo(Set.of(arrival.from().value())) : vm.coolingDownFor(left);
    }

    private static Duration coolDownLeft(@Nullable Arrival arrival, SolveInput input) {
        if (arrival == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(input.at(), arrival.at().plus(input.coolDown()));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
