package org.farandole.monitor.violation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;
import org.farandole.contracts.monitor.ViolationEvent;

/** Violations for people and programs. */
@Path("/violations")
@Produces(MediaType.APPLICATION_JSON)
public class ViolationsResource {

    private final ViolationLog log;

    ViolationsResource(ViolationLog log) {
        this.log = log;
    }

    /**
     * @param now those that have not ended
     * @param recent the last 200 events, the newest first
     */
    public record Answer(
            List<ViolationEvent.Began> now, ViolationLog.Totals totals, Collection<ViolationLog.Entry> recent) {}

    @GET
    public Answer violations() {
        return new Answer(log.now(), log.totals(), log.recent());
    }
}
