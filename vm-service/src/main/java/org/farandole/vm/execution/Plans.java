package org.farandole.vm.execution;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.Decision.Plan;
import org.farandole.contracts.dvms.Fence;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.node.NodeName;
import org.farandole.vm.database.Database;
import org.farandole.vm.execution.Execution.ActionState;
import org.farandole.vm.node.Node;
import org.jspecify.annotations.Nullable;

/** The record of every decision and its answer (PROTOCOL E1). Thread-safe; each call belongs to the caller's transaction. */
@ApplicationScoped
class Plans {

    private final Database database;

    Plans(Database database) {
        this.database = database;
    }

    /** A node of an admitted plan, with what it was told. */
    record PlanNode(NodeName node, int slot, Fence fence, RingMessage.@Nullable Finished finished) {}

    /** Whether the ISP had no decision yet; the second of two at once waits for the first to commit. */
    boolean begin(Plan plan, Instant now) {
        return database.run(
                        "insert into plan (isp, plan, status, decided) values (?, ?, 'DECIDING', ?) on conflict (isp) do nothing",
                        plan.isp(),
                        text(plan),
                        now)
                == 1;
    }

    void refuse(IspId isp, RingMessage.Refused refused) {
        database.run("update plan set status = 'REFUSED', refused = ? where isp = ?", text(refused), isp);
    }

    /** @param held the plan's nodes, as they were told with Accepted */
    void execute(Plan plan, Collection<Node> held) {
        database.run("update plan set status = 'EXECUTING' where isp = ?", plan.isp());
        database.runEach(
                "insert into plan_node (isp, node, slot, fence) values (?, ?, ?, ?)",
                held.stream()
                        .map(node -> new @Nullable Object[] {
                            plan.isp(),
                            node.name(),
                            node.description().slot(),
                            node.fence().value()
                        })
                        .toList());
    }

    void finish(IspId isp, Map<NodeName, RingMessage.Finished> told) {
        database.run("update plan set status = 'FINISHED' where isp = ?", isp);
        database.runEach(
                "update plan_node set finished = ? where isp = ? and node = ?",
                told.entrySet().stream()
                        .map(entry -> new @Nullable Object[] {text(entry.getValue()), isp, entry.getKey()})
                        .toList());
    }

    Plan plan(IspId isp) {
        return database.first("select plan from plan where isp = ?", row -> read(row.getString(1), Decision.class), isp)
                .map(Plan.class::cast)
                .orElseThrow(() -> new IllegalStateException("There is no plan of ISP " + isp));
    }

    Optional<RingMessage.Refused> refusal(IspId isp) {
        return database.first(
                        "select refused from plan where isp = ? and refused is not null",
                        row -> read(row.getString(1), RingMessage.class),
                        isp)
                .map(RingMessage.Refused.class::cast);
    }

    List<PlanNode> nodes(IspId isp) {
        return database.all(
                "select node, slot, fence, finished from plan_node where isp = ? order by node",
                row -> {
                    String finished = row.getString("finished");
                    return new PlanNode(
                            new NodeName(row.getString("node")),
                            row.getInt("slot"),
                            new Fence(row.getLong("fence")),
                            finished == null ? null : (RingMessage.Finished) read(finished, RingMessage.class));
                },
                isp);
    }

    Set<NodeName> nodesOf(Collection<IspId> isps) {
        return isps.isEmpty()
                ? Set.of()
                : new TreeSet<>(database.all(
                        "select node from plan_node where isp = any (?)", row -> new NodeName(row.getString(1)), isps));
    }

    Execution execution(IspId isp) {
        return new Execution(
                plan(isp).actions(),
                database.all(
                        "select state, cause from action where isp = ? order by number",
                        row -> state(row.getString("state"), row.getString("cause")),
                        isp));
    }

    void save(IspId isp, Execution execution) {
        List<@Nullable Object[]> rows = new java.util.ArrayList<>();
        for (int i = 0; i < execution.states().size(); i++) {
            ActionState state = execution.states().get(i);
            rows.add(new @Nullable Object[] {isp, i, name(state), cause(state)});
        }
        database.runEach("""
                insert into action (isp, number, state, cause) values (?, ?, ?, ?)
                on conflict (isp, number) do update set state = excluded.state, cause = excluded.cause
                """, rows);
    }

    private static String name(ActionState state) {
        return switch (state) {
            case ActionState.Waiting _ -> "waiting";
            case ActionState.Running _ -> "running";
            case ActionState.Done _ -> "done";
            case ActionState.Failed _ -> "failed";
            case ActionState.Cancelled _ -> "cancelled";
        };
    }

    private static @Nullable String cause(ActionState state) {
        return switch (state) {
            case ActionState.Failed failed -> failed.cause();
            case ActionState.Cancelled cancelled -> cancelled.cause();
            case ActionState.Waiting _, ActionState.Running _, ActionState.Done _ -> null;
        };
    }

    private static ActionState state(String name, @Nullable String cause) {
        String why = cause == null ? "" : cause;
        return switch (name) {
            case "waiting" -> new ActionState.Waiting();
            case "running" -> new ActionState.Running();
            case "done" -> new ActionState.Done();
            case "failed" -> new ActionState.Failed(why);
            case "cancelled" -> new ActionState.Cancelled(why);
            default -> throw new IllegalStateException("An action is recorded as '" + name + "'");
        };
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(Object message) {
        return new String(Json.write(message), StandardCharsets.UTF_8);
    }
}
