package org.farandole.e2e.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.farandole.e2e.Entry;
import org.farandole.e2e.Recording;

/**
 * How a node whose guests' load was raised was relieved, from one moment to the next, by the clock of the frontend.
 *
 * @param raised the load rises inside the guests
 * @param sampled the first sample that shows an overload
 * @param triggered the sample that completed the trigger of the ISP that was solved
 * @param opened that ISP was opened
 * @param solving what its solves took together
 * @param decided its plan was published
 * @param arrived the last of its migrations was over
 * @param relieved the first sample afterwards that shows no overload
 * @param ispsBefore ISPs of the node since the load rose that were not solved
 */
record Relief(
        Instant raised,
        Instant sampled,
        Instant triggered,
        Instant opened,
        Duration solving,
        Instant decided,
        Instant arrived,
        Instant relieved,
        long ispsBefore) {

    /** None while it is not over. */
    static Optional<Relief> of(Recording recording, String node, Instant raised) {
        for (Entry opened : recording.of("dvms.partitions", "opened").toList()) {
            boolean ours =
                    opened.text("isp").startsWith(node + ":") && !opened.at().isBefore(raised);
            if (ours && outcome(recording, opened.text("isp")).equals("SOLVED")) {
                return of(recording, node, raised, opened);
            }
        }
        return Optional.empty();
    }

    private static Optional<Relief> of(Recording recording, String node, Instant raised, Entry opened) {
        String isp = opened.text("isp");
        Optional<Entry> plan = recording
                .of("dvms.decisions", "plan")
                .filter(entry -> entry.text("isp").equals(isp))
                .findFirst();
        Optional<Entry> last = recording
                .of("vm.events", "migrated")
                .filter(entry -> entry.text("isp").equals(isp))
                .max(Comparator.comparing(Entry::at));
        Optional<Instant> sampled = sample(recording, node, raised, true);
        if (plan.isEmpty() || last.isEmpty() || sampled.isEmpty()) {
            return Optional.empty();
        }
        Duration solving = recording
                .of("dvms.partitions", "computed")
                .filter(entry -> entry.text("isp").equals(isp))
                .map(entry -> Duration.parse(entry.body().at("/account/took").asText()))
                .reduce(Duration.ZERO, Duration::plus);
        long before = recording
                .of("dvms.partitions", "opened")
                .filter(entry -> entry.text("isp").startsWith(node + ":"))
                .filter(entry -> !entry.at().isBefore(raised) && entry.at().isBefore(opened.at()))
                .count();
        return sample(recording, node, last.get().at(), false)
                .map(relieved -> new Relief(
                        raised,
                        sampled.get(),
                        Instant.parse(opened.text("sampledAt")),
                        opened.at(),
                        solving,
                        plan.get().at(),
                        last.get().at(),
                        relieved,
                        before));
    }

    private static String outcome(Recording recording, String isp) {
        return recording
                .of("dvms.partitions", "ended")
                .filter(entry -> entry.text("isp").equals(isp))
                .map(entry -> entry.text("outcome"))
                .findFirst()
                .orElse("");
    }

    /** The node's first sample from that moment on that is overloaded, or is not. */
    private static Optional<Instant> sample(Recording recording, String node, Instant from, boolean overloaded) {
        return recording.of("monitor.samples").stream()
                .filter(entry -> entry.key().equals(node) && !entry.at().isBefore(from))
                .filter(entry -> overloaded
                        == entry.body().path("cpuDemandPercent").asInt()
                                > entry.body().at("/capacity/cpuPercent").asInt())
                .map(Entry::at)
                .findFirst();
    }

    List<String> lines() {
        return List.of(
                line("load rises to the first sample that shows it", raised, sampled),
                line("to the sample that completes the trigger", sampled, triggered),
                line("to the ISP's opening", triggered, opened),
                line("to the decision (ring and solving)", opened, decided)
                        + String.format(java.util.Locale.ROOT, ", of that solving %d ms", solving.toMillis()),
                line("load rises to the decision, all of it", raised, decided),
                line("to the last migration's end", decided, arrived),
                line("to the first sample without overload", arrived, relieved),
                line("load rises to relief, all of it", raised, relieved)
                        + (ispsBefore == 0 ? "" : ", " + ispsBefore + " ISPs before ended without a plan"));
    }

    private static String line(String what, Instant from, Instant to) {
        return String.format(
                java.util.Locale.ROOT,
                "  %-46s %6d ms",
                what,
                Duration.between(from, to).toMillis());
    }
}
