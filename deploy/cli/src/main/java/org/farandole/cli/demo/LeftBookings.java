package org.farandole.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What reservation-service still has booked when nothing is to be. */
final class LeftBookings {

    private LeftBookings() {}

    /**
     * @param counts as {@code GET /bookings} answers
     * @return empty if nothing is booked; what the answer does not tell is no proof that nothing is
     */
    static List<String> inWords(JsonNode counts) {
        return Stream.of("nodes", "subnets", "vlans")
                .map(kind -> fault(kind, counts.get(kind)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static @Nullable String fault(String kind, @Nullable JsonNode count) {
        if (count == null || !count.isIntegralNumber()) {
            return "reservation-service does not tell how many " + kind + " are still booked";
        }
        return count.asLong() == 0 ? null : kind + " still booked after the release: " + count.asLong();
    }
}
