package org.farandole.reservation.booking;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.farandole.reservation.yaml.BadDocument;
import org.farandole.reservation.yaml.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How a refusal is answered: 400 with all that is wrong, 404 or 409 with the reason. */
public class Refusals {

    record Problems(List<Problem> problems) {}

    record Why(String why) {}

    @ServerExceptionMapper
    Response bad(BadDocument refused) {
        return answer(Response.Status.BAD_REQUEST, new Problems(refused.problems()));
    }

    @ServerExceptionMapper
    Response declined(Declined declined) {
        return answer(Response.Status.CONFLICT, new Why(String.valueOf(declined.getMessage())));
    }

    @ServerExceptionMapper
    Response unknown(UnknownReservation unknown) {
        return answer(Response.Status.NOT_FOUND, new Why(String.valueOf(unknown.getMessage())));
    }

    private static Response answer(Response.Status status, Object entity) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(entity)
                .build();
    }
}
