package org.farandole.vm.execution;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.farandole.contracts.dvms.Mode;
import org.jspecify.annotations.Nullable;

/** {@code GET /mode}, {@code PUT /mode {"kind": "ACT"}} (or {@code ADVISE}, {@code PAUSE}). */
@Path("/mode")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ModeResource {

    private final Modes modes;

    ModeResource(Modes modes) {
        this.modes = modes;
    }

    @GET
    public Mode get() {
        return modes.current();
    }

    @PUT
    public Mode set(@Nullable Mode wanted) {
        if (wanted == null || wanted.kind() == null) {
            throw new BadRequestException("A mode is {\"kind\": \"ACT\"}, or ADVISE, or PAUSE");
        }
        modes.change(wanted);
        return wanted;
    }
}
