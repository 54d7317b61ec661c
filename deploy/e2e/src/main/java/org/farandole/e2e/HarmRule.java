package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Map<String, List<JsonNode>> inputs = new HashMap<>();
        recording
                .of("dvms.partitions", "computed")
                .forEach(computed -> inputs.computeIfAbsent(computed.text("isp"), isp -> new ArrayList<>())
                        .addFirst(states(computed)));
        recording.of("dvms.decisions", "plan").forEach(plan -> {
            Optional<JsonNode> input = inputs.getOrDefault(plan.text("isp"), List.of()).stream()
                    .filter(states -> datedAs(states, plan))
                    .findFirst();
            findings.check(
                    Invariant.NO_HARM_NO_PING_PONG,
                    input.isPresent(),
                    plan + ": no recorded solve of ISP " + plan.text("isp") + " has the fences of its plan");
            input.ifPresent(states -> harmless(plan, states));
        });
        noPingPong();
    }

    /** The plan's nodes are the members that it touches, and the leader's. */
    private static boolean datedAs(JsonNode states, Entry plan) {
        Map<String, JsonNode> fences = new HashMap<>();
        states.forEach(state -> fences.put(state.path("node").asText(), state.path("fence")));
        return plan.body().path("fences").properties().stream()
                .allMatch(fence -> fence.getValue().equals(fences.get(fence.getKey())));
    }

    private void harmless(Entry plan, JsonNode states) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> capacity = new HashMap<>();
        Map<String, Integer> demandOfVm = new HashMap<>();
        for (JsonNode state : states) {
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
        for (JsonNode action : plan.body().path("actions")) {
            if (action.path("type").asText().equals("power-off")) {
                continue;
            }
            Integer demand = demandOfVm.get(action.path("vm").asText());
            findings.check(
                    Invariant.NO_HARM_NO_PING_PONG,
                    demand != null,
                    plan + ": VM " + action.path("vm").asText() + " is moved, but was in no state that was solved");
            if (demand != null) {
                after.merge(action.path("source").asText(), -demand, Integer::sum);
                after.merge(action.path("destination").asText(), demand, Integer::sum);
            }
        }
        after.forEach((node, demand) -> findings.check(
                Invariant.NO_HARM_NO_PING_PONG,
                demand <= Math.max(capacity.getOrDefault(node, 0), before.getOrDefault(node, 0)),
                plan + ": the plan of ISP " + plan.text("isp") + " takes node " + node + " from " + before.get(node)
                        + " % to " + demand + " % of " + capacity.get(node)));
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
