package org.farandole.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LiveBlockTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void aFileGetsASummaryEveryFewSecondsAndOnlyNews() {
        // given
        LiveBlock block = new LiveBlock(terminal(false), now::get);

        // when
        block.draw(List.of("bar"), "1 of 3");
        block.draw(List.of("bar"), "2 of 3");
        now.set(Instant.EPOCH.plusSeconds(5));
        block.draw(List.of("bar"), "2 of 3");
        now.set(Instant.EPOCH.plusSeconds(10));
        block.draw(List.of("bar"), "2 of 3");

        // then
        assertThat(said()).isEqualTo("1 of 3\n2 of 3\n");
    }

    @Test
    void aTerminalIsRedrawnWithLinesAboveIt() {
        // given
        LiveBlock block = new LiveBlock(terminal(true), now::get);

        // when
        block.draw(List.of("one", "two"), "unused");
        block.above("news");

        // then
        assertThat(said()).isEqualTo("one\ntwo\n\u001b[2A\r\u001b[Jnews\none\ntwo\n");
    }

    @Test
    void aRedrawnLineNeverWraps() {
        LiveBlock block = new LiveBlock(terminal(true), now::get);

        block.draw(List.of("x".repeat(200)), "unused");

        assertThat(said().strip()).hasSizeLessThan(40).endsWith("…");
    }

    private Terminal terminal(boolean interactive) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, interactive, false, 40);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
