package org.farandole.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.farandole.solving.Partitions.NOW;
import static org.farandole.solving.Partitions.draining;
import static org.farandole.solving.Partitions.from;
import static org.farandole.solving.Partitions.input;
import static org.farandole.solving.Partitions.node;
import static org.farandole.solving.Partitions.vm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.vm.VmName;
import org.junit.jupiter.api.Test;

class SolveInputTest {

    private static byte[] gzipped(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void allOfItIsReadBack() {
        Learned learned = new Learned(
                Map.of(new VmName("a1"), 1_500), List.of(new Learned.Pair(new NodeName("a"), new NodeName("b"), 800)));
        SolveInput input =
                input(ProblemClass.EVACUATE, learned, draining(node("a", vm("a1", 80, from("b", 5)))), node("b"));

        assertThat(SolveInput.fromGzippedJson(input.gzippedJson())).isEqualTo(input);
    }

    @Test
    void whatWasForeseenIsReadBack() {
        SolveInput usual = input(ProblemClass.RELIEVE, node("a", vm("a1", 80)), node("b"));
        SolveInput input = new SolveInput(
                usual.problem(),
                usual.states(),
                usual.at(),
                usual.coolDown(),
                usual.seed(),
                usual.searchNodes(),
                usual.wallLimit(),
                SolveTerms.USUAL.lookingAhead(Foresight.USUAL.keepingFree(4)),
                usual.learned());

        assertThat(SolveInput.fromGzippedJson(input.gzippedJson())).isEqualTo(input);
    }

    @Test
    void termsFromBeforeForesightAreReadToo() throws IOException {
        SolveInput usual = input(ProblemClass.RELIEVE, node("a", vm("a1", 80)), node("b"));
        String json = new String(
                new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(usual.gzippedJson())).readAllBytes(),
                StandardCharsets.UTF_8);
        String older = json.replace(",\"foresight\":null", "");
        assertThat(older).doesNotContain("foresight");

        assertThat(SolveInput.fromGzippedJson(gzipped(older))).isEqualTo(usual);
    }

    @Test
    void anOlderInputIsReadToo() throws IOException {
        SolveInput old = SolveInput.fromGzippedJson(gzipped("""
                {"problem": "RELIEVE", "states": [
                    {"node": "a", "fence": 4, "capacity": {"cpuPercent": 100, "memoryMiB": 8192}, "draining": false, "vms": []}],
                 "at": "2026-11-23T12:00:00Z", "coolDown": "PT60S", "leastGainCpuPercent": 1, "seed": 3, "searchNodes": 10000}
                """));

        assertThat(old)
                .isEqualTo(new SolveInput(
                        ProblemClass.RELIEVE,
                        List.of(node("a")),
                        NOW,
                        Duration.ofSeconds(60),
                        3,
                        10_000,
                        null,
                        null,
                        null));
    }

    @Test
    void whatIsNoInputSaysSo() throws IOException {
        assertThatThrownBy(() -> SolveInput.fromGzippedJson(new byte[] {1, 2, 3}))
                .isInstanceOf(UnreadableMessage.class);
        byte[] withoutStates = gzipped("{\"problem\": \"RELIEVE\"}");
        assertThatThrownBy(() -> SolveInput.fromGzippedJson(withoutStates))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("is missing");
    }
}
