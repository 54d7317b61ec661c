package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a reservation holds nobody else holds, from its start until it was given back. */
final class BookingRule {

    private record Hold(String thing, String reservation, Instant from, Instant until) {

        boolean collidesWith(Hold other) {
            return thing.equals(other.thing)
                    && !reservation.equals(other.reservation)
                    && from.isBefore(other.until)
                    && other.from.isBefore(until);
        }
    }

    private final Recording recording;
    private final Findings findings;
    private final Map<String, Instant> ended = new HashMap<>();
    private final Map<String, Instant> released = new HashMap<>();

    BookingRule(Recording recording, Findings findings) {
        this.recording = recording;
        this.findings = findings;
    }

    void check() {
        recording.of("reservation.events", "ended").forEach(entry -> ended.put(entry.text("reservation"), entry.at()));
        recording
                .of("node.events", "released")
                .forEach(entry ->
                        released.putIfAbsent(entry.text("node") + "@" + entry.text("reservation"), entry.at()));
        List<Hold> holds = new ArrayList<>();
        recording.of("reservation.events", "started").forEach(entry -> hold(entry, holds));
        for (int i = 0; i < holds.size(); i++) {
            Hold hold = holds.get(i);
            Hold other = holds.subList(0, i).stream()
                    .filter(hold::collidesWith)
                    .findFirst()
                    .orElse(null);
            findings.check(
                    Invariant.BOOKED_ONCE,
                    other == null,
                    hold.thing + " belongs to " + hold.reservation + " and to "
                            + (other == null ? "" : other.reservation) + " at once");
        }
    }

    private void hold(Entry started, List<Hold> holds) {
        JsonNode booking = started.body().path("booking");
        String reservation = booking.path("reservation").asText();
        Instant end = ended.getOrDefault(reservation, Instant.MAX);
        for (JsonNode node : booking.path("nodes")) {
            String name = node.at("/key/node").asText();
            Instant back = released.getOrDefault(name + "@" + reservation, Instant.MAX);
            holds.add(new Hold("node " + name, reservation, started.at(), back));
            if (ended.containsKey(reservation)) {
                findings.check(
                        Invariant.BOOKED_ONCE,
                        !back.isAfter(end),
                        "node " + name + " was not given back when reservation " + reservation + " ended");
            }
        }
        holds.add(new Hold("subnet " + booking.path("subnet").asText(), reservation, started.at(), end));
        holds.add(new Hold(
                "VLAN " + booking.at("/vlan/kind").asText()
                        + booking.at("/vlan/number").asText(),
                reservation,
                started.at(),
                end));
    }
}
