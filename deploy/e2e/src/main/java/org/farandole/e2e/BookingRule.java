package org.farandole.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reservation holds nobody else holds, from its start until it was given back. */
final class BookingRule {

    /** @param addresses of a subnet; else the thing alone says what it is */
    private record Hold(String thing, @Nullable Addresses addresses, String reservation, Instant from, Instant until) {

        boolean collidesWith(Hold other) {
            boolean same = addresses != null && other.addresses != null
                    ? addresses.overlap(other.addresses)
                    : thing.equals(other.thing);
            return same
                    && !reservation.equals(other.reservation)
                    && from.isBefore(other.until)
                    && other.from.isBefore(until);
        }
    }

    private record Addresses(long first, long last) {

        static Addresses of(String cidr) {
            String[] parts = cidr.split("[./]");
            long network = 0;
            for (int i = 0; i < 4; i++) {
                network = network << 8 | Long.parseLong(parts[i]);
            }
            return new Addresses(network, network + (1L << (32 - Integer.parseInt(parts[4]))) - 1);
        }

        boolean overlap(Addresses other) {
            return first <= other.last && other.first <= last;
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
            holds.add(new Hold("node " + name, null, reservation, started.at(), back));
            if (ended.containsKey(reservation)) {
                findings.check(
                        Invariant.BOOKED_ONCE,
                        !back.isAfter(end),
                        "node " + name + " was not given back when reservation " + reservation + " ended");
            }
        }
        String subnet = booking.path("subnet").asText();
        holds.add(new Hold("subnet " + subnet, Addresses.of(subnet), reservation, started.at(), end));
        holds.add(new Hold("VLAN " + vlan(booking), null, reservation, started.at(), end));
    }

    /** A local or routed VLAN is of one site, a global one of all. */
    private static String vlan(JsonNode booking) {
        String kind = booking.at("/vlan/kind").asText();
        String number = kind + " " + booking.at("/vlan/number").asText();
        return kind.equals("GLOBAL")
                ? number
                : number + " of " + booking.at("/nodes/0/key/site").asText();
    }
}
