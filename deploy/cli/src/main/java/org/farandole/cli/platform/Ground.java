package org.farandole.cli.platform;

import java.util.List;
import java.util.Optional;

/** What a platform's nodes are. */
public sealed interface Ground permits World, Laboratory {

    /** How many times faster than wall time the nodes' time runs. */
    double speed();

    /** The processes of such a platform, in the order in which they are started. */
    List<Program> programs();

    /** What a process has to know of it, as system properties. */
    List<String> settings(Program program, Ports ports);

    /** Where agents that run on the nodes reach Kafka; none where no agent does. */
    Optional<String> kafkaForNodes(Ports ports);
}
