package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes the figures of a run from its topics. */
public final class Measures {

    private final Recording recording;
    private final Run run;
    private final Map<String, Entry> opened;
    private final Map<String, Entry> solved;

    private Measures(Recording recording, Run run) {
        this.recording = recording;
        this.run = run;
        this.opened = firstByIsp("dvms.partitions", "opened");
        this.solved = recording
                .of("dvms.partitions", "ended")
                .filter(entry -> entry.text("outcome").equals("SOLVED"))
                .collect(Collectors.toMap(entry -> entry.text("isp"), entry -> entry, (a, b) -> a, LinkedHashMap::new));
    }

    /** No solve is replayed here: that takes the planner. */
    public static Report of(Recording recording, Run run) {
        Measures measures = new Measures(recording, run);
        Verdict verdict = Checker.check(recording, run);
        return new Report(
                (int) recording
                        .of("node.events", "ready")
                        .map(Entry::key)
                        .distinct()
                        .count(),
                measures.vms(),
                measures.seconds(),
                measures.violations(),
                measures.isps(),
                measures.sampleToDecision(),
                measures.partitionSizes(),
                measures.migrations(),
                measures.power(),
                new Report.Invariants(verdict.checked(), verdict.broken(), verdict.findings()),
                0,
                0);
    }

    /** Off as the nodes say it, on as it was asked for. */
    private Report.Power power() {
        return new Report.Power((int) recording.of("node.events", "off").count(), (int)
                recording.of("node.commands", "power-on").count());
    }

    private Report.Vms vms() {
        int requested = recording
                .of("reservation.events", "started")
                .mapToInt(started ->
                        started.body().at("/booking/manifest/vms/count").asInt())
                .sum();
        Map<String, String> givenUp = new TreeMap<>();
        recording.of("vm.events", "given-up").forEach(entry -> givenUp.put(entry.text("vm"), entry.text("cause")));
        Set<String> running = new HashSet<>();
        for (Entry entry : recording.of("vm.events")) {
            switch (entry.type()) {
                case "running", "migrated" -> running.add(entry.text("vm"));
                case "lost", "given-up" -> running.remove(entry.text("vm"));
                default -> {}
            }
        }
        return new Report.Vms(requested, running.size(), givenUp.size(), givenUp);
    }

    private Report.Seconds seconds() {
        return new Report.Seconds(
                rounded(run.start().toMillis() / 1000.0),
                emulatedSeconds(
                        recording.of("reservation.events", "started").toList(),
                        recording.of("node.events", "ready").toList()),
                emulatedSeconds(
                        recording.of("vm.events", "defined").toList(),
                        recording.of("vm.events", "running").toList()));
    }

    private double emulatedSeconds(List<Entry> begin, List<Entry> end) {
        return begin.isEmpty() || end.isEmpty()
                ? 0
                : rounded(run.launchSpeed() * millisBetween(begin.getFirst(), end.getLast()) / 1000.0);
    }

    private Report.Violations violations() {
        List<Double> seconds = recording
                .of("monitor.violations", "ended")
                .map(entry -> Duration.parse(entry.text("lasted")).toMillis() / 1000.0)
                .collect(Collectors.toList());
        seconds.addAll(stillGoingOn());
        double total = seconds.stream().mapToDouble(Double::doubleValue).sum();
        return new Report.Violations(
                seconds.size(),
                rounded(total),
                rounded(seconds.isEmpty() ? 0 : total / seconds.size()),
                rounded(seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0)));
    }

    /** A violation that has not ended lasts until the node's last sample. */
    private List<Double> stillGoingOn() {
        Map<String, Instant> open = new HashMap<>();
        for (Entry entry : recording.of("monitor.violations")) {
            if (entry.is("began")) {
                open.put(entry.text("node"), Instant.parse(entry.text("at")));
            } else {
                open.remove(entry.text("node"));
            }
        }
        Map<String, Instant> last = new HashMap<>();
        recording
                .of("monitor.samples")
                .forEach(entry -> last.put(entry.text("node"), Instant.parse(entry.text("nodeTime"))));
        return open.entrySet().stream()
                .map(began -> Math.max(
                        0,
                        Duration.between(began.getValue(), last.getOrDefault(began.getKey(), began.getValue()))
                                        .toMillis()
                                / 1000.0))
                .toList();
    }

    private Report.Isps isps() {
        Map<String, Long> outcomes = recording
                .of("dvms.partitions", "ended")
                .collect(Collectors.groupingBy(entry -> entry.text("outcome"), Collectors.counting()));
        return new Report.Isps(
                opened.size(),
                count(outcomes, "SOLVED"),
                count(outcomes, "VANISHED"),
                count(outcomes, "MERGED"),
                count(outcomes, "FAILED"),
                count(outcomes, "WITHDRAWN"),
                count(outcomes, "ADVISED"),
                lost(),
                new Report.Millis(detect(), partition(), solve(), migrate()));
    }

    /** Nobody else can write the end of an ISP whose leader is gone. */
    private int lost() {
        Set<String> ended = recording
                .of("dvms.partitions", "ended")
                .map(entry -> entry.text("isp"))
                .collect(Collectors.toSet());
        return (int) opened.keySet().stream()
                .filter(isp -> !ended.contains(isp) && IspRule.lost(recording, isp))
                .count();
    }

    private double detect() {
        return mean(opened.values().stream()
                .flatMap(isp -> recording
                        .of("monitor.violations", "began")
                        .filter(began -> began.text("node").equals(initiator(isp))
                                && !began.at().isAfter(isp.at()))
                        .reduce((earlier, later) -> later)
                        .map(began -> (double) millisBetween(began, isp))
                        .stream())
                .toList());
    }

    private double partition() {
        Map<String, Entry> lastGrown = recording
                .of("dvms.partitions", "grown")
                .collect(Collectors.toMap(entry -> entry.text("isp"), entry -> entry, (earlier, later) -> later));
        return mean(millisBetween(opened, lastGrown));
    }

    private double solve() {
        Map<String, Double> millis = recording
                .of("dvms.partitions", "computed")
                .collect(Collectors.groupingBy(
                        entry -> entry.text("isp"),
                        Collectors.summingDouble(entry ->
                                Duration.parse(entry.body().at("/account/took").asText())
                                                .toNanos()
                                        / 1e6)));
        return mean(solved.keySet().stream()
                .filter(millis::containsKey)
                .map(millis::get)
                .toList());
    }

    private double migrate() {
        return mean(millisBetween(mails("accepted"), mails("finished")).stream()
                .map(millis -> run.speed() * millis)
                .toList());
    }

    private Report.Percentiles sampleToDecision() {
        Map<String, Entry> plans = firstByIsp("dvms.decisions", "plan");
        Set<String> triggers = new HashSet<>();
        List<Double> millis = new ArrayList<>();
        opened.forEach((isp, entry) -> {
            Entry plan = plans.get(isp);
            Instant sampledAt = Instant.parse(entry.text("sampledAt"));
            if (triggers.add(initiator(entry) + sampledAt) && plan != null) {
                millis.add((double) Duration.between(sampledAt, plan.at()).toMillis());
            }
        });
        Collections.sort(millis);
        return new Report.Percentiles(percentile(millis, 0.50), percentile(millis, 0.99));
    }

    private Report.Sizes partitionSizes() {
        List<Integer> sizes = solved.values().stream()
                .map(entry -> entry.body().path("members").size())
                .toList();
        return new Report.Sizes(
                mean(sizes.stream().map(Integer::doubleValue).toList()),
                sizes.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    private Report.Migrations migrations() {
        return new Report.Migrations((int) recording.of("vm.events", "migrated").count(), (int) recording
                .of("vm.events", "phase-failed")
                .filter(entry -> entry.text("phase").equals("MIGRATE"))
                .count());
    }

    private Map<String, Entry> firstByIsp(String topic, String type) {
        return recording
                .of(topic, type)
                .collect(Collectors.toMap(
                        entry -> entry.text("isp"), entry -> entry, (first, repeat) -> first, LinkedHashMap::new));
    }

    /** The first of the executor's mails of a type, by ISP. */
    private Map<String, Entry> mails(String type) {
        Map<String, Entry> first = new HashMap<>();
        for (Entry mail : recording.of("dvms.ring")) {
            JsonNode message = mail.body().path("message");
            if (message.path("type").asText().equals(type)) {
                first.putIfAbsent(message.path("isp").asText(), mail);
            }
        }
        return first;
    }

    private static String initiator(Entry isp) {
        return isp.text("isp").split(":", 2)[0];
    }

    /** For each solved ISP that has both entries. */
    private List<Double> millisBetween(Map<String, Entry> begin, Map<String, Entry> end) {
        List<Double> millis = new ArrayList<>();
        begin.forEach((isp, first) -> {
            Entry last = end.get(isp);
            if (last != null && solved.containsKey(isp)) {
                millis.add((double) millisBetween(first, last));
            }
        });
        return millis;
    }

    private static int count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L).intValue();
    }

    private static long millisBetween(Entry begin, Entry end) {
        return Duration.between(begin.at(), end.at()).toMillis();
    }

    private static double mean(Collection<Double> values) {
        return rounded(
                values.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    }

    /** Nearest rank. */
    private static double percentile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
