package org.farandole.agent.hosting;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.Json;
import org.farandole.dvms.Effect;
import org.farandole.dvms.Input;
import org.jboss.logging.Logger;

/** Counts what the agents take, ignore and achieve; one line in the log for each event of an ISP. */
final class Counters {

    private static final Logger LOG = Logger.getLogger("org.farandole.agent.isp");

    private final MeterRegistry metrics;

    Counters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void input(Input input) {
        String type = input instanceof Input.Mail mail ? Json.typeOf(mail.message()) : Json.typeOf(input);
        metrics.counter("farandole.agent.inputs", "type", type).increment();
    }

    void ignored(Effect.Ignored ignored) {
        metrics.counter(
                        "farandole.agent.ignored",
                        "reason",
                        ignored.reason().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A message for a node of ours that no agent speaks for. */
    void noAgent() {
        metrics.counter("farandole.agent.ignored", "reason", "no_agent").increment();
    }

    void isp(IspEvent event) {
        switch (event) {
            case IspEvent.Opened opened ->
                LOG.infof(
                        "ISP opened: ispId=%s nodeId=%s demand='%s'",
                        opened.isp(), opened.isp().initiator(), opened.demand());
            case IspEvent.Grown grown ->
                LOG.infof(
                        "ISP grown: ispId=%s nodeId=%s members=%d",
                        grown.isp(), grown.joined(), grown.members().size());
            case IspEvent.Computed computed ->
                LOG.infof(
                        "ISP computed: ispId=%s verdict=%s moves=%d millis=%d",
                        computed.isp(),
                        computed.verdict(),
                        computed.account().moves(),
                        computed.account().took().toMillis());
            case IspEvent.Ended ended -> {
                LOG.infof(
                        "ISP ended: ispId=%s outcome=%s members=%d: %s",
                        ended.isp(), ended.outcome(), ended.members().size(), ended.achieved());
                metrics.counter(
                                "farandole.isps",
                                "outcome",
                                ended.outcome().name().toLowerCase(Locale.ROOT))
                        .increment();
            }
        }
    }
}
