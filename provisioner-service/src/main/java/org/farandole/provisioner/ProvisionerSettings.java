package org.farandole.provisioner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.farandole.contracts.node.MacroStep;

/** {@code farandole.provisioner.*}. */
@ConfigMapping(prefix = "farandole.provisioner")
public interface ProvisionerSettings {

    /** How many nodes are worked on at once; 1 or more. */
    @WithDefault("100")
    int window();

    /** How many of them boot at once; 1 or more. */
    @WithDefault("50")
    int rebootWindow();

    /** Before the first repeat of an undo or a power command, wall time; it doubles from there. */
    @WithDefault("PT1S")
    Duration pause();

    /** The longest such pause, wall time. */
    @WithDefault("PT1M")
    Duration pauseAtMost();

    /** The block that guests' subnets are cut from: reservation-service's {@code farandole.reservation.subnets}. */
    @WithDefault("10.128.0.0/9")
    String guests();

    Timeouts timeout();

    /** For one try, in the node's time. */
    interface Timeouts {

        @WithDefault("PT10M")
        Duration setDeploymentEnvironment();

        @WithDefault("PT10M")
        Duration rebootIntoVlan();

        @WithDefault("PT20M")
        Duration broadcastImage();

        @WithDefault("PT5M")
        Duration configureHypervisor();

        @WithDefault("PT5M")
        Duration routesAndIsolation();

        @WithDefault("PT5M")
        Duration verify();

        @WithDefault("PT10M")
        Duration undo();

        @WithDefault("PT10M")
        Duration power();

        default Duration of(MacroStep step) {
            return switch (step) {
                case SET_DEPLOYMENT_ENVIRONMENT -> setDeploymentEnvironment();
                case REBOOT_INTO_VLAN -> rebootIntoVlan();
                case BROADCAST_IMAGE -> broadcastImage();
                case CONFIGURE_HYPERVISOR -> configureHypervisor();
                case ROUTES_AND_ISOLATION -> routesAndIsolation();
                case VERIFY -> verify();
            };
        }
    }
}
