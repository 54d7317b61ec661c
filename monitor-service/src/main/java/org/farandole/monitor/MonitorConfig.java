package org.farandole.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of monitor-service. All times are wall time. */
@ConfigMapping(prefix = "farandole.monitor")
public interface MonitorConfig {

    /** Between two samples of a node. */
    @WithDefault("PT1S")
    Duration period();

    /** Samples of one node in a second, however often its load changes. */
    @WithDefault("20")
    int atMostASecond();

    /** For a hypervisor's answer. */
    @WithDefault("PT2S")
    Duration timeout();

    /** Calls that fail one after the other until the node is lost. */
    @WithDefault("5")
    int failures();

    /** Between two calls to a lost node. */
    @WithDefault("PT5S")
    Duration probe();

    /** Which of the {@link #replicas} this process is, from 0. */
    @WithDefault("0")
    int replica();

    /** How many processes share the nodes. */
    @WithDefault("1")
    int replicas();
}
