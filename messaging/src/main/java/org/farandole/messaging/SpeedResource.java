package org.farandole.messaging;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /speed}, {@code PUT /speed {"speed": 60}}: how fast the emulated nodes' time runs. */
@Path("/speed")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SpeedResource {

    private final Speed speed;

    SpeedResource(Speed speed) {
        this.speed = speed;
    }

    public record Setting(double speed) {}

    @GET
    public Setting get() {
        return new Setting(speed.now());
    }

    @PUT
    public Setting set(Setting wanted) {
        try {
            speed.set(wanted.speed());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage());
        }
        return get();
    }
}
