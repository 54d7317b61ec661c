package org.farandole.reservation.booking;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.reservation.manifest.HumanDuration;
import org.farandole.reservation.yaml.Document;
import org.farandole.reservation.yaml.Section;
import org.jspecify.annotations.Nullable;

/** {@code /reservations}. */
@Path("/reservations")
@Produces(MediaType.APPLICATION_JSON)
public class ReservationsResource {

    private final BookingDesk desk;
    private final ReservationList reservations;

    ReservationsResource(BookingDesk desk, ReservationList reservations) {
        this.desk = desk;
        this.reservations = reservations;
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml", MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    public Response book(@Nullable String manifest) {
        ReservationRow booked = desk.book(manifest == null ? "" : manifest);
        if (booked.state == Phase.REJECTED) {
            throw new Declined(booked.why);
        }
        return Response.created(URI.create("/reservations/" + booked.id()))
                .entity(find(booked.id()))
                .build();
    }

    @GET
    public List<ReservationView> list() {
        return reservations.all();
    }

    @GET
    @Path("/{id}")
    public ReservationView get(@PathParam("id") String id) {
        return find(idOf(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml"})
    public ReservationView extend(@PathParam("id") String id, @Nullable String change) {
        ReservationId reservation = idOf(id);
        Document document = new Document(change == null ? "" : change);
        Section section = document.section();
        Duration walltime = section.required("walltime", HumanDuration::parse);
        section.refuseOthers();
        document.refuseIfBad();
        if (walltime != null) {
            desk.extend(reservation, walltime);
        }
        return find(reservation);
    }

    @DELETE
    @Path("/{id}")
    public Response release(@PathParam("id") String id) {
        ReservationRow released = desk.release(idOf(id));
        return Response.accepted(find(released.id())).build();
    }

    private ReservationView find(ReservationId id) {
        return reservations.find(id).orElseThrow(() -> new UnknownReservation(id.value()));
    }

    private static ReservationId idOf(String id) {
        try {
            return new ReservationId(id);
        } catch (IllegalArgumentException e) {
            throw new UnknownReservation(id);
        }
    }
}
