package org.farandole.bench.placement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one planner did with one instance.
 *
 * @param instance its class
 * @param firstPlanMillis from the call to the first plan, or to the answer that there is none
 * @param bestPlanMillis from the call to the plan that is given, likewise
 * @param equalPlanMillis from the call to a plan with no more moves than the other planner's best; not a number where there is
 *     none. Not in the report
 * @param proved that no plan has fewer moves, or that there is none
 * @param moves migrations, and suspensions
 * @param lowerBound on moves
 * @param migrationSeconds of all migrations, summed
 * @param makespanSeconds until the last ends, as parallel as the plan's order allows
 */
record Row(
        String planner,
        Planned.Status status,
        String instance,
        int nodes,
        int vms,
        long seed,
        double firstPlanMillis,
        double bestPlanMillis,
        double equalPlanMillis,
        boolean proved,
        int moves,
        int lowerBound,
        double migrationSeconds,
        double makespanSeconds) {

    boolean solved() {
        return status == Planned.Status.SOLVED;
    }

    /** A list, a row a line. */
    static String json(List<Row> rows) {
        return rows.stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                "{\"planner\": \"%s\", \"status\": \"%s\", \"instance\": \"%s\", \"nodes\": %d, \"vms\": %d, \"seed\": %d, "
                        + "\"firstPlanMillis\": %.3f, \"bestPlanMillis\": %.3f, \"proved\": %b, \"moves\": %d, "
                        + "\"lowerBound\": %d, \"migrationSeconds\": %.3f, \"makespanSeconds\": %.3f}",
                planner,
                status.name().toLowerCase(Locale.ROOT),
                instance,
                nodes,
                vms,
                seed,
                firstPlanMillis,
                bestPlanMillis,
                proved,
                moves,
                lowerBound,
                migrationSeconds,
                makespanSeconds);
    }
}
