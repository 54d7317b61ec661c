package org.farandole.agent.status;

import java.time.Instant;
import java.util.List;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.NodeName;
import org.farandole.dvms.Agent;
import org.farandole.dvms.AgentState;
import org.farandole.dvms.AgentState.Phase;
import org.farandole.dvms.Self;
import org.farandole.dvms.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * An agent for people.
 *
 * @param state waking, free, promised, member, asking, solving, claiming, publishing, executing or left
 * @param isp the one that it leads, is a member of, or whose plan holds it
 * @param trigger the problem that its node has now
 * @param failures ISPs in a row that failed while the trigger has been on
 * @param wanted the ISP that the node is promised to
 */
public record AgentStatus(
        NodeName node,
        int slot,
        long incarnation,
        String state,
        @Nullable IspId isp,
        List<NodeName> members,
        @Nullable Fence fence,
        int vms,
        int cpuDemandPercent,
        int cpuCapacityPercent,
        @Nullable ProblemClass trigger,
        @Nullable Instant triggerBirth,
        int failures,
        @Nullable IspId wanted,
        int ring) {

    static AgentStatus of(Agent agent) {
        Self self = agent.self();
        Trigger trigger = self.problem();
        return new AgentStatus(
                self.node(),
                self.position().slot(),
                self.incarnation(),
                state(agent),
                isp(agent.state()),
                members(agent.state()),
                self.own().fence(),
                self.own().placement().size(),
                self.own().placedDemandPercent(),
                self.own().capacity().cpuPercent(),
                trigger == null ? null : trigger.problem(),
                trigger == null ? null : trigger.birth(),
                self.problems().failures(),
                self.wanted() == null ? null : self.wanted().isp(),
                self.view().ring().size());
    }

    private static String state(Agent agent) {
        return switch (agent.state()) {
            case AgentState.Waking _ -> "waking";
            case AgentState.Free _ -> agent.self().wanted() == null ? "free" : "promised";
            case AgentState.Member _ -> "member";
            case AgentState.Leader leader ->
                switch (leader.phase()) {
                    case Phase.Asking _ -> "asking";
                    case Phase.Solving _ -> "solving";
                    case Phase.Claiming _ -> "claiming";
                    case Phase.Publishing _ -> "publishing";
                };
            case AgentState.Executing _ -> "executing";
            case AgentState.Left _ -> "left";
        };
    }

    private static @Nullable IspId isp(AgentState state) {
        return switch (state) {
            case AgentState.Member member -> member.isp().isp();
            case AgentState.Leader leader -> leader.isp().isp();
            case AgentState.Executing executing -> executing.isp();
            case AgentState.Waking _, AgentState.Free _, AgentState.Left _ -> null;
        };
    }

    private static List<NodeName> members(AgentState state) {
        return switch (state) {
            case AgentState.Member member ->
                member.partition().stream().sorted().toList();
            case AgentState.Leader leader ->
                leader.partition().stream().sorted().toList();
            case AgentState.Executing executing ->
                executing.nodes().stream().sorted().toList();
            case AgentState.Waking _, AgentState.Free _, AgentState.Left _ -> List.of();
        };
    }
}
