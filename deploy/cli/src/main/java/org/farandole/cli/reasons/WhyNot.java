package org.farandole.cli.reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.node.NodeName;
import org.farandole.placement.explain.Explanation;
import org.farandole.solving.Answer;
import org.farandole.solving.Replayed;
import org.jspecify.annotations.Nullable;

/** Why a VM is not on a node after a solve's plan, asked on demand. */
record WhyNot(String vm, String node, String reason) {

    /**
     * @param node none: for each node of the partition
     * @throws CommandFailure if the partition has no such VM, or the ring has no such node
     */
    static List<WhyNot> ask(Histories all, RecordedSolve solve, Replayed replayed, String vm, @Nullable String node) {
        Answer.Solved solved = switch (replayed.answer()) {
            case Answer.Solved some -> some;
            case Answer.Refused refused ->
                throw CommandFailure.failed("the planner refused the input: " + refused.why());
        };
        requireVm(vm, replayed.input().states());
        List<String> members = replayed.input().states().stream()
                .map(state -> state.node().value())
                .sorted()
                .toList();
        List<WhyNot> answers = new ArrayList<>();
        for (String asked : node == null ? members : List.of(node)) {
            String reason = members.contains(asked)
                    ? Explanation.whyNot(solved.problem(), solved.result(), vm, asked)
                            .words()
                    : outside(all, solve, asked);
            answers.add(new WhyNot(vm, asked, reason));
        }
        return answers;
    }

    private static void requireVm(String vm, List<NodeState> states) {
        boolean known = states.stream()
                .flatMap(state -> state.vms().stream())
                .anyMatch(there -> there.placed().vm().value().equals(vm));
        if (!known) {
            throw CommandFailure.badInput("no VM '" + vm + "' was in the partition; it had those of "
                    + String.join(
                            ", ",
                            states.stream()
                                    .map(state -> state.node().value())
                                    .sorted()
                                    .toList()));
        }
    }

    private static String outside(Histories all, RecordedSolve solve, String node) {
        Instant at = solve.at().time();
        NodeName name = name(node);
        Optional<IspId> holder = all.holder(name, at, solve.isp().isp());
        if (holder.isEmpty() && !all.knows(name)) {
            throw CommandFailure.badInput("no node '" + node + "' was ever on the ring");
        }
        return holder.map(isp -> node + " reserved by ISP " + isp + " at that time")
                .orElse(node + " was not in the partition: it was not asked, or not free");
    }

    private static NodeName name(String node) {
        try {
            return new NodeName(node);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--node: " + e.getMessage());
        }
    }

    String line() {
        return vm + " on " + node + ": " + reason;
    }
}
