package org.farandole.provisioner.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.farandole.contracts.node.MacroStep;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.report.DeploymentReport.Nodes;
import org.farandole.provisioner.report.DeploymentReport.Step;
import org.jspecify.annotations.Nullable;

/** Adds up nodes and tries in the database. */
@ApplicationScoped
class DeploymentReports {

    private static final String NODES = """
            select reservation, min(began_at),
                   count(*),
                   count(*) filter (where state ->> 'type' in ('waiting', 'in-step')),
                   count(*) filter (where state ->> 'type' = 'ready'),
                   count(*) filter (where state ->> 'type' in ('failed', 'discarded')),
                   count(*) filter (where state ->> 'type' = 'released')
            from node_deployment
            group by reservation
            order by min(began_at) desc, reservation desc
            """;

    private static final String TRIES = """
            select reservation, step, count(*),
                   count(distinct node) filter (where outcome = 'PASSED'),
                   count(distinct node) filter (where outcome = 'FAILED'),
                   (extract(epoch from max(ended_at) - min(entered_at)) * max(speed))::double precision
            from step_try
            group by grouping sets ((reservation, step), (reservation))
            """;

    private final EntityManager entities;

    DeploymentReports(EntityManager entities) {
        this.entities = entities;
    }

    List<DeploymentReport> all() {
        Map<String, Map<String, Object[]>> tries = rows(TRIES).stream()
                .collect(Collectors.groupingBy(
                        row -> (String) row[0],
                        Collectors.toMap(row -> row[1] == null ? "" : (String) row[1], Function.identity())));
        return rows(NODES).stream()
                .map(row -> report(row, tries.getOrDefault((String) row[0], Map.of())))
                .toList();
    }

    private static DeploymentReport report(Object[] row, Map<String, Object[]> tries) {
        List<Step> steps = List.of(MacroStep.values()).stream()
                .filter(step -> tries.containsKey(step.name()))
                .map(step -> step(step, tries))
                .toList();
        int[] counts = new int[5];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = ((Number) row[2 + i]).intValue();
        }
        int other = counts[0] - counts[1] - counts[2] - counts[3] - counts[4];
        return new DeploymentReport(
                new ReservationId((String) row[0]),
                (Instant) row[1],
                new Nodes(counts[0], counts[1], counts[2], counts[3], counts[4], other),
                steps,
                totals(steps, tries.get("")));
    }

    private static Step step(MacroStep step, Map<String, Object[]> tries) {
        Object[] row = tries.get(step.name());
        return row == null
                ? new Step(step, 0, 0, 0, 0)
                : new Step(step, number(row[2]), number(row[3]), number(row[4]), seconds(row[5]));
    }

    private static Step totals(List<Step> steps, Object @Nullable [] all) {
        long ok = steps.stream()
                .filter(step -> step.step() == MacroStep.VERIFY)
                .mapToLong(Step::ok)
                .sum();
        return all == null
                ? new Step(null, 0, 0, 0, 0)
                : new Step(null, number(all[2]), ok, number(all[4]), seconds(all[5]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static double seconds(Object value) {
        return Math.round(((Number) value).doubleValue() * 10) / 10.0;
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String sql) {
        return entities.createNativeQuery(sql, Object[].class).getResultList();
    }
}
