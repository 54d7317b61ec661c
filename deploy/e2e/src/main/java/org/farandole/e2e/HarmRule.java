package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A plan, applied to the states it was computed from, overloads no healthy node; and no VM goes A to B to A too soon. */
final class HarmRule {

    private final Recording recording;
    private final Run run;
    private final Findings findings;

    HarmRule(Recording recording, Run run, Findings findings) {
        this.recording = recording;
        this.run = run;
        this.findings = findings;
    }

    void check() {
        Map<String, JsonNode> plans = new HashMap<>();
        recording
                .of("dvms.decisions", "plan")
                .forEach(plan -> plans.putIfAbsent(plan.text("isp") + "#" + plan.text("round"), plan.body()));
        recording
                .of("dvms.partitions", "computed")
                .filter(computed -> computed.text("verdict").equals("PLAN"))
                .forEach(computed -> {
                    JsonNode plan = plans.get(computed.text("isp") + "#" + computed.text("round"));
                    if (plan != null) {
                        harmless(computed, plan);
                    }
                });
        noPingPong();
    }

    private void harmless(Entry computed, JsonNode plan) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> capacity = new HashMap<>();
        Map<String, Integer> demandOfVm = new HashMap<>();
        for (JsonNode state : states(computed)) {
            String node = state.path("node").asText();
            capacity.put(node, state.at("/capacity/cpuPercent").asInt());
            before.put(node, 0);
            for (JsonNode vm : state.path("vms")) {
                int demand = vm.path("cpuDemandPercent").asInt();
                demandOfVm.put(vm.at("/placed/vm").asText(), demand);
                before.merge(node, demand, Integer::sum);
            }
        }
        Map<String, Integer> after = new HashMap<>(before);
        for (JsonNode action : plan.path("actions")) {
            int demand = demandOfVm.getOrDefault(action.path("vm").asText(), 0);
            after.merge(action.path("source").asText(), -demand, Integer::sum);
            after.merge(action.path("destination").asText(), demand, Integer::sum);
        }
        after.forEach((node, demand) -> findings.check(
                Invariant.NO_HARM_NO_PING_PONG,
                demand <= Math.max(capacity.getOrDefault(node, 0), before.getOrDefault(node, 0)),
                computed + ": the plan of ISP " + computed.text("isp") + " takes node " + node + " from "
                        + before.get(node) + " % to " + demand + " % of " + capacity.get(node)));
    }

    private static JsonNode states(Entry computed) {
        try (GZIPInputStream input = new GZIPInputStream(
                new ByteArrayInputStream(computed.body().path("input").binaryValue()))) {
            JsonNode json = Recording.parse(input.readAllBytes());
            return json.isArray() ? json : json.path("states");
        } catch (IOException e) {
            throw new IllegalStateException(computed + ": the recorded input cannot be read", e);
        }
    }

    private void noPingPong() {
        Duration coolDown = Duration.ofNanos((long) (run.coolDown().toNanos() / run.speed()));
        Map<String, Entry> last = new HashMap<>();
        for (Entry event : recording.of("vm.events")) {
            if (event.is("migrated")) {
                last.put(event.text("vm"), event);
            } else if (event.is("migrating")) {
                Entry arrival = last.get(event.text("vm"));
                boolean tooSoon = arrival != null
                        && arrival.text("source").equals(event.text("destination"))
                        && Duration.between(arrival.at(), event.at()).compareTo(coolDown) < 0;
                findings.check(
                        Invariant.NO_HARM_NO_PING_PONG,
                        !tooSoon,
                        event + ": VM " + event.text("vm") + " goes back to " + event.text("destination")
                                + " within its cool-down");
            }
        }
    }
}
