package org.farandole.solving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.farandole.contracts.dvms.NodeState;
import org.farandole.contracts.dvms.Priority.ProblemClass;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;
import org.jspecify.annotations.Nullable;

/**
 * All that a solve was given: the same again gives the same answer. It is recorded with every solve.
 *
 * @param at by the solver's clock: cool-downs count to it
 * @param coolDown in wall time
 * @param searchNodes the limit of the search, in the solver's decisions
 * @param wallLimit of the search; none in records from before it was recorded
 * @param terms none in records from before they were recorded: the usual ones
 * @param learned none where nothing was learned yet
 */
public record SolveInput(
        ProblemClass problem,
        List<NodeState> states,
        Instant at,
        Duration coolDown,
        long seed,
        long searchNodes,
        @Nullable Duration wallLimit,
        @Nullable SolveTerms terms,
        @Nullable Learned learned) {

    public SolveInput {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(coolDown, "coolDown");
        states = List.copyOf(states);
    }

    /** How far ahead it looks; none: not at all. */
    @Nullable
    Foresight foresight() {
        return terms == null ? null : terms.foresight();
    }

    /** As it is recorded. */
    public byte[] gzippedJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.write(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableMessage if the bytes are no such input */
    public static SolveInput fromGzippedJson(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Json.read(gzip.readAllBytes(), SolveInput.class);
        } catch (IOException e) {
            throw new UnreadableMessage("not a gzipped input of a solve", e);
        }
    }
}
