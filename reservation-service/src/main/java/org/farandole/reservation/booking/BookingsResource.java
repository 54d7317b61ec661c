package org.farandole.reservation.booking;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /bookings}: how much of the platform is taken. */
@Path("/bookings")
@Produces(MediaType.APPLICATION_JSON)
public class BookingsResource {

    private final Bookings bookings;

    BookingsResource(Bookings bookings) {
        this.bookings = bookings;
    }

    /**
     * What is booked, now or for later, or held, and was not given back. A thing counts once for each reservation that has it.
     */
    public record Counts(long nodes, long subnets, long vlans) {}

    @GET
    @Transactional
    public Counts counts() {
        return bookings.counts();
    }
}
