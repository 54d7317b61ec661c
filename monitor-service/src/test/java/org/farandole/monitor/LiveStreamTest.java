package org.farandole.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.IspId;
import org.farandole.contracts.dvms.Outcome;
import org.farandole.contracts.dvms.Priority;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.contracts.topic.Topics;
import org.farandole.contracts.vm.VmEvent;
import org.farandole.contracts.vm.VmName;
import org.farandole.messaging.LocalServers;
import org.farandole.messaging.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page is sent, in the shape that its script reads. */
@QuarkusTest
@QuarkusTestResource(LocalServers.class)
@Timeout(60)
class LiveStreamTest {

    private static final NodeName FIRST = new NodeName("live-9");
    private static final NodeName SECOND = new NodeName("live-10");
    private static final IspId ISP = new IspId(FIRST, 1, 1);

    @Inject
    Sender sender;

    @Inject
    ObjectMapper json;

    @TestHTTPResource("/live")
    URI live;

    @Test
    void tellsTheRingThenTheStateThenEachChange() throws Exception {
        TwinDriver.of(SECOND).load(Map.of("live-vm", 90));
        ready(SECOND, 2);
        ready(FIRST, 1);
        VmName vm = new VmName("live-vm");
        sender.send(Topics.VM_EVENTS, vm.value(), new VmEvent.Running(vm, SECOND));

        try (InputStream body = open()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));

            JsonNode ring = await(lines, "ring", event -> place(event, FIRST) >= 0 && place(event, SECOND) >= 0);
            assertThat(place(ring, FIRST)).isEqualTo(place(ring, SECOND) - 1);
            assertThat(ring.at("/nodes/" + place(ring, FIRST) + "/site").asText())
                    .isEqualTo("aaa");

            JsonNode frame = await(
                    lines, "frame", event -> bar(event, ring, SECOND).get(2).asInt() == 90);
            assertThat(frame.get("ring")).isEqualTo(ring.get("ring"));
            assertThat(bar(frame, ring, SECOND).toString()).isEqualTo("[\"READY\",false,90,90,700,1024,1,0,129,null]");
            assertThat(frame.at("/vms/RUNNING").asInt()).isPositive();
            assertThat(frame.at("/totals/violations/count").isNumber()).isTrue();

            tell(new IspEvent.Opened(
                    ISP, new Priority(ProblemClass.RELIEVE, Instant.now(), FIRST), Instant.now(), 760, 700));
            tell(new IspEvent.Grown(ISP, 1, SECOND, Set.of(FIRST, SECOND)));
            JsonNode grown =
                    await(lines, "frame", event -> event.at("/isps/0/members").size() == 2);
            assertThat(grown.at("/isps/0/members/0").asInt()).isEqualTo(place(ring, FIRST));
            assertThat(grown.at("/isps/0/outcome").isMissingNode()).isTrue();

            tell(new IspEvent.Ended(ISP, Outcome.SOLVED, Set.of(FIRST, SECOND), "live-9 is back at 610 %"));
            JsonNode ended = await(
                    lines,
                    "frame",
                    event -> event.at("/isps/0/outcome").asText().equals("SOLVED"));
            assertThat(ended.get("feed").findValuesAsText("text")).contains("live-9 is back at 610 %");
        }
    }

    private void ready(NodeName node, int slot) {
        NodeDescription description = new NodeDescription(
                new RingKey("aaa", "first", node), slot, 8, new Capacity(700, 32_768), TwinDriver.uri(node), Map.of());
        sender.send(Topics.NODE_EVENTS, node.value(), new NodeEvent.Ready(description, new ReservationId("r-2")));
    }

    private void tell(IspEvent event) {
        sender.send(Topics.PARTITIONS, event.isp().toString(), event);
    }

    private InputStream open() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(live)
                .header("Accept", "text/event-stream")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body();
    }

    /** The data of the next event of this name that is as expected. */
    private JsonNode await(BufferedReader lines, String name, Predicate<JsonNode> expected) throws IOException {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:")) {
                event = line.substring(6).trim();
            } else if (line.startsWith("data:") && event.equals(name)) {
                JsonNode data = json.readTree(line.substring(5));
                if (expected.test(data)) {
                    return data;
                }
            }
        }
        throw new AssertionError("The stream ended before the expected " + name);
    }

    private static int place(JsonNode ring, NodeName node) {
        return ring.get("nodes").findValuesAsText("node").indexOf(node.value());
    }

    private static JsonNode bar(JsonNode frame, JsonNode ring, NodeName node) {
        return frame.get("nodes").get(place(ring, node));
    }
}
