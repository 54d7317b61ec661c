package org.farandole.simulator.replay;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.node.NodeName;
import org.jspecify.annotations.Nullable;

/** What letters say, in a few words. */
final class Words {

    private Words() {}

    /** A letter's content: its name, then what matters about it. */
    static String letter(Object content) {
        return switch (content) {
            case RingMessage message -> message(message);
            case Decision.Plan plan -> "Plan of " + plan.isp() + ": " + plan(plan);
            case Decision.Query _ -> "Query";
            default -> content.getClass().getSimpleName();
        };
    }

    /** The same for a picture, where the ISP is told by the colour. */
    static String brief(Object content) {
        return switch (content) {
            case RingMessage.Join join -> "Join " + join.round() + (join.merging() ? " merging" : "");
            case RingMessage.Granted granted ->
                "Granted " + granted.round() + ", F " + granted.state().fence();
            case RingMessage.Busy busy -> "Busy " + busy.round();
            case RingMessage.Release release -> "Release ≤ " + release.upTo();
            case RingMessage.NotMine not -> "NotMine " + not.round();
            case RingMessage.Answer answer -> "Answer: " + lower(answer.verdict());
            case RingMessage.Solve solve -> "Solve " + solve.round();
            case RingMessage.Solved solved -> "Solved " + solved.round();
            case RingMessage.Accepted accepted -> "Accepted, F " + accepted.fence();
            case RingMessage.Refused refused -> "Refused: " + lower(refused.reason());
            case RingMessage.Finished finished -> "Finished, F " + finished.fence();
            case RingMessage.Changed changed -> "Changed, F " + changed.fence();
            case RingMessage.Status status -> "Status, F " + status.fence();
            default -> content.getClass().getSimpleName();
        };
    }

    static String message(RingMessage message) {
        return switch (message) {
            case RingMessage.Join join ->
                "Join %s, round %d, %d hops left%s, having %s"
                        .formatted(
                                join.isp(),
                                join.round(),
                                join.hops(),
                                join.merging() ? ", merging" : "",
                                nodes(join.members()));
            case RingMessage.Granted granted ->
                "Granted to %s, round %d, fence %s, demand %d %%"
                        .formatted(
                                granted.isp(),
                                granted.round(),
                                granted.state().fence(),
                                granted.state().cpuDemandPercent());
            case RingMessage.Busy busy ->
                "Busy for %s, round %d, next is %s"
                        .formatted(busy.isp(), busy.round(), busy.next().node());
            case RingMessage.Release release ->
                "Release by %s up to round %d%s"
                        .formatted(
                                release.isp(),
                                release.upTo(),
                                release.forIsp() == null
                                        ? ""
                                        : ", wanted by " + release.forIsp().isp());
            case RingMessage.Renew renew ->
                "Renew of %s, round %d, having %s".formatted(renew.isp(), renew.round(), nodes(renew.members()));
            case RingMessage.NotMine not -> "NotMine to %s, round %d".formatted(not.isp(), not.round());
            case RingMessage.Claim claim ->
                "Claim on %s by %s".formatted(claim.isp(), claim.by().isp());
            case RingMessage.Answer answer ->
                "Answer to %s: %s is %s".formatted(answer.isp(), answer.claimed(), lower(answer.verdict()));
            case RingMessage.Solve solve ->
                "Solve %s, round %d, %d nodes"
                        .formatted(solve.isp(), solve.round(), solve.states().size());
            case RingMessage.Solved solved ->
                "Solved %s, round %d: %s".formatted(solved.isp(), solved.round(), proposal(solved.proposal()));
            case RingMessage.Accepted accepted -> "Accepted %s, fence %s".formatted(accepted.isp(), accepted.fence());
            case RingMessage.Refused refused ->
                "Refused %s: %s, %s".formatted(refused.isp(), lower(refused.reason()), refused.detail());
            case RingMessage.Finished finished ->
                "Finished %s, fence %s, %d of %d actions done"
                        .formatted(
                                finished.isp(),
                                finished.fence(),
                                finished.results().stream()
                                        .filter(RingMessage.ActionResult::done)
                                        .count(),
                                finished.results().size());
            case RingMessage.Changed changed -> "Changed, fence %s".formatted(changed.fence());
            case RingMessage.Status status ->
                "Status, fence %s, %s"
                        .formatted(status.fence(), status.isp() == null ? "no plan" : "plan of " + status.isp());
        };
    }

    static String proposal(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Actions plan -> (plan.partial() ? "a plan for a part, " : "a plan, ") + moves(plan.actions());
            case Proposal.NoPlan none ->
                "no plan, " + none.cause() + (none.best() == null ? "" : "; for a part there is one");
            case Proposal.NothingToDo _ -> "nothing to do";
        };
    }

    static String plan(Decision.Plan plan) {
        return (plan.partial() ? "for a part, " : "") + moves(plan.actions()) + " at fences "
                + plan.fences().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(fence -> fence.getKey() + "=" + fence.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String moves(Collection<Action> actions) {
        return actions.stream()
                .map(action -> switch (action) {
                    case Action.Migrate move -> move.vm() + " from " + move.source() + " to " + move.destination();
                    case Action.PowerOff off -> off.node() + " off";
                })
                .collect(Collectors.joining(", "));
    }

    static String nodes(Collection<NodeName> nodes) {
        return nodes.stream().sorted().map(NodeName::value).collect(Collectors.joining(" ", "[", "]"));
    }

    static String name(@Nullable NodeName node) {
        return node == null ? "executor" : node.value();
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    static String millis(Duration time) {
        return seconds(Duration.ofMillis(time.toMillis()));
    }

    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }
}
