package org.farandole.monitor.live;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.InstantSource;

/** The page's stream. */
@Path("/live")
public class LiveResource {

    /** At most five pushes a second, however much happens. */
    private static final Duration PUSH = Duration.ofMillis(200);

    private final LiveView view;
    private final InstantSource clock = InstantSource.system();

    LiveResource(LiveView view) {
        this.view = view;
    }

    /** Events {@code ring} and {@code frame}, see {@link Ring} and {@link Frame}. A slow reader gets fewer frames. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(@Context Sse sse) {
        LiveReader reader = new LiveReader(view);
        return Multi.createFrom()
                .ticks()
                .every(PUSH)
                .onOverflow()
                .drop()
                .onItem()
                .transformToIterable(_ -> reader.next(clock.instant()))
                .map(message -> sse.newEventBuilder()
                        .name(message.name())
                        .data(message.data())
                        .build());
    }
}
