package org.farandole.hypervisor.libvirt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen.
 *
 * @param plainTcp whether {@code qemu+tcp} is allowed: anyone who reaches that port commands the node
 * @param answerPort the guests' TCP port that takes a connection once they are up
 * @param migrationMegabytesPerSecond what a migration may send at first, in 2²⁰ bytes a second; 0 is all there is
 * @param kvmCpu the CPU that guests see under KVM: the same on every node, so that they can move
 * @param authorizedKeys a file of public SSH keys that the seed gives to the guests; none: no keys
 * @param callTimeout for how long the caller of a call that the node answers at once waits
 */
public record LibvirtSettings(
        boolean plainTcp,
        int answerPort,
        int migrationMegabytesPerSecond,
        String kvmCpu,
        @Nullable Path authorizedKeys,
        Duration callTimeout) {

    private static final String PREFIX = "farandole.libvirt.";

    public LibvirtSettings {
        if (answerPort < 1 || answerPort > 65_535) {
            throw new IllegalArgumentException(PREFIX + "answer-port: 1 to 65535, not " + answerPort);
        }
        if (migrationMegabytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    PREFIX + "migration-mib-per-second: 0 or more, not " + migrationMegabytesPerSecond);
        }
    }

    /**
     * From system properties {@code farandole.libvirt.plain-tcp} and so on, else the environment's
     * {@code FARANDOLE_LIBVIRT_PLAIN_TCP} and so on, else what {@code docs/hypervisor.md} says.
     *
     * @throws IllegalArgumentException if a value is not what it has to be
     */
    public static LibvirtSettings ofProcess() {
        return of(name -> {
            String property = System.getProperty(name);
            return property != null
                    ? property
                    : System.getenv(
                            name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        });
    }

    static LibvirtSettings of(Function<String, @Nullable String> values) {
        String keys = values.apply(PREFIX + "authorized-keys");
        return new LibvirtSettings(
                Boolean.parseBoolean(values.apply(PREFIX + "plain-tcp")),
                number(values, "answer-port", 22),
                number(values, "migration-mib-per-second", 0),
                text(values, "kvm-cpu", "Nehalem"),
                keys == null ? null : Path.of(keys),
                Duration.ofSeconds(number(values, "call-timeout-seconds", 60)));
    }

    private static int number(Function<String, @Nullable String> values, String name, int otherwise) {
        String text = text(values, name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + ": a whole number, not '" + text + "'", e);
        }
    }

    private static String text(Function<String, @Nullable String> values, String name, String otherwise) {
        String value = values.apply(PREFIX + name);
        return value == null ? otherwise : value;
    }
}
