package org.farandole.cli.launch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.farandole.cli.service.ServiceClient;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.reservation.ReservationId;

/** reservation-service's bookings. */
public final class Reservations {

    private final ServiceClient service;

    public Reservations(ServiceClient service) {
        this.service = service;
    }

    /**
     * Books what a manifest asks for, all or nothing.
     *
     * @param name of the manifest, for messages
     * @return the reservation, as the service tells it
     * @throws CommandFailure with line and field of each problem, or why it cannot be booked
     */
    public JsonNode book(String manifest, String name) {
        ServiceClient.Answer answer = service.postText("/reservations", "application/yaml", manifest);
        if (answer.good()) {
            return service.parsed(answer.body());
        }
        JsonNode refusal = service.parsed(answer.body().isBlank() ? "{}" : answer.body());
        if (answer.status() == 400) {
            throw CommandFailure.badInput(name + " is refused, nothing is booked: " + problems(refusal));
        }
        if (answer.status() == 409) {
            throw CommandFailure.failed(
                    name + " cannot be booked now: " + refusal.path("why").asText("no reason given"));
        }
        throw CommandFailure.failed(
                service.name() + " could not book " + name + " (" + answer.status() + "): see its log");
    }

    public void release(ReservationId id) {
        service.delete("/reservations/" + id);
    }

    public JsonNode all() {
        return service.get("/reservations");
    }

    private static String problems(JsonNode refusal) {
        return StreamSupport.stream(refusal.path("problems").spliterator(), false)
                .map(problem -> "line " + problem.path("line").asInt() + ", "
                        + problem.path("field").asText("the document") + ": "
                        + problem.path("message").asText())
                .collect(Collectors.joining("; "));
    }
}
