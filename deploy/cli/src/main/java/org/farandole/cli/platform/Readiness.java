package org.farandole.cli.platform;

import org.farandole.cli.service.ServiceClient;

/** Whether a program is ready for its work: a service by its health, Kafka and PostgreSQL by their own word. */
final class Readiness {

    boolean of(Program program, Fleet fleet, Ports ports) {
        return program.infrastructure() ? fleet.logSays(program, "ready on") : healthy(program, ports);
    }

    boolean healthy(Program program, Ports ports) {
        return new ServiceClient(program.label(), ports.url(program)).answersOk("/q/health/ready");
    }
}
