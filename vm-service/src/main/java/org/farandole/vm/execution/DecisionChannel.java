package org.farandole.vm.execution;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.json.UnreadableMessage;

/** {@code dvms.decisions}. */
@ApplicationScoped
class DecisionChannel {

    private final PlanExecutor executor;
    private final Answers answers;

    DecisionChannel(PlanExecutor executor, Answers answers) {
        this.executor = executor;
        this.answers = answers;
    }

    @Incoming("decisions")
    @Blocking
    @Retry(
            maxRetries = 300,
            delay = 1,
            delayUnit = ChronoUnit.SECONDS,
            maxDuration = 0,
            abortOn = UnreadableMessage.class)
    public void on(byte[] value) {
        switch (Json.read(value, Decision.class)) {
            case Decision.Plan plan -> executor.decide(plan).ifPresent(answers::count);
            case Decision.Query query -> executor.answer(query.asker());
        }
    }
}
