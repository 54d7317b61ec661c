package org.farandole.vm.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import org.farandole.contracts.dvms.RingMessage.Refused.Reason;
import org.farandole.vm.execution.Admission.Verdict;

/**
 * Counts the answers to plans in {@code farandole_plans_total{answer}}; many refusals say that fences move too often
 * (PROTOCOL section 10). Thread-safe.
 */
@Singleton
@Startup
class Answers {

    private static final String ACCEPTED = "accepted";

    private final MeterRegistry metrics;

    Answers(MeterRegistry metrics) {
        this.metrics = metrics;
        // a rate needs the zero before the first
        metrics.counter("farandole.plans", "answer", ACCEPTED);
        for (Reason reason : List.of(Reason.values())) {
            metrics.counter("farandole.plans", "answer", refused(reason));
        }
    }

    /** Once for a plan, after its answer is recorded. */
    void count(Verdict verdict) {
        String answer = switch (verdict) {
            case Verdict.Admitted _ -> ACCEPTED;
            case Verdict.Refused refused -> refused(refused.reason());
        };
        metrics.counter("farandole.plans", "answer", answer).increment();
    }

    private static String refused(Reason reason) {
        return switch (reason) {
            case FENCE -> "refused_fence";
            case NODE -> "refused_node";
            case ADVISED -> "refused_advised";
        };
    }
}
