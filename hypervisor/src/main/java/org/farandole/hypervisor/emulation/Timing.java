package org.farandole.hypervisor.emulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.farandole.contracts.node.MacroStep;

/**
 * How long things take on a node, apart from migrations.
 *
 * @param steps each macro-step's mean; a broadcast's without its chain
 * @param chain what the broadcast's chain adds
 * @param rebootsAtOnce nodes that reboot at the same time; the others wait for their turn
 * @param boot a VM that boots alone on its node
 * @param bootSlowdown how much slower each boots for every other that boots on the node: 0.1 is a tenth of its time
 * @param spread a drawn time is within so much of its mean, to both sides, evenly: 0.2 is a fifth
 */
public record Timing(
        Map<MacroStep, Duration> steps,
        Chain chain,
        int rebootsAtOnce,
        Duration undo,
        Duration powerOn,
        Duration powerOff,
        Duration boot,
        double bootSlowdown,
        double spread) {

    /**
     * A chain of nodes that hand on the image as it comes (Kascade): size ÷ bandwidth + nodes × buffer ÷ bandwidth.
     */
    public record Chain(int imageMegabytes, int megabytesPerSecond, int bufferKiB) {

        /** @param nodes that take part */
        public Duration time(int nodes) {
            double bytes = imageMegabytes * 1e6 + nodes * bufferKiB * 1024.0;
            return Duration.ofNanos(Math.round(bytes / megabytesPerSecond * 1e3));
        }
    }

    public Timing {
        steps = Map.copyOf(new EnumMap<>(steps));
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(powerOn, "powerOn");
        Objects.requireNonNull(powerOff, "powerOff");
        Objects.requireNonNull(boot, "boot");
        if (steps.size() != MacroStep.values().length
                || rebootsAtOnce < 1
                || spread < 0
                || spread >= 1
                || bootSlowdown < 0) {
            throw new IllegalArgumentException(
                    "Every macro-step needs a duration, at least one node reboots at once, the"
                            + " spread is 0 to below 1, the slowdown 0 or more");
        }
    }

    /** A node takes five to eight minutes to deploy, ten VMs that boot at once about a minute and a half. */
    public static Timing usual() {
        return new Timing(
                Map.of(
                        MacroStep.SET_DEPLOYMENT_ENVIRONMENT, Duration.ofSeconds(20),
                        MacroStep.REBOOT_INTO_VLAN, Duration.ofSeconds(100),
                        MacroStep.BROADCAST_IMAGE, Duration.ofSeconds(45),
                        MacroStep.CONFIGURE_HYPERVISOR, Duration.ofSeconds(80),
                        MacroStep.ROUTES_AND_ISOLATION, Duration.ofSeconds(20),
                        MacroStep.VERIFY, Duration.ofSeconds(15)),
                new Chain(2_000, 100, 64),
                50,
                Duration.ofSeconds(15),
                Duration.ofSeconds(90),
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                0.1,
                0.2);
    }

    Duration mean(MacroStep step, int nodesInChain) {
        Duration own = Objects.requireNonNull(steps.get(step));
        return step == MacroStep.BROADCAST_IMAGE ? own.plus(chain.time(nodesInChain)) : own;
    }

    /** @param drawn 0 to below 1 */
    Duration spread(Duration mean, double drawn) {
        return Duration.ofNanos(Math.round(mean.toNanos() * (1 + spread * (2 * drawn - 1))));
    }
}
