package org.farandole.cli.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** The loopback ports of a platform: each program's is the base and a fixed offset. */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 17000;
    public static final int LOWEST_BASE = 1024;
    public static final int HIGHEST_BASE = 65000;

    private static final int CONTROLLER_OFFSET = 93;

    public Ports {
        if (base < LOWEST_BASE || base > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "the port base is " + LOWEST_BASE + " to " + HIGHEST_BASE + ", not " + base);
        }
    }

    public int of(Program program) {
        return base + program.portOffset();
    }

    /** Kafka's second listener, for its own use. */
    public int kafkaController() {
        return base + CONTROLLER_OFFSET;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + of(Program.KAFKA);
    }

    public String url(Program program) {
        return "http://127.0.0.1:" + of(program);
    }

    /** Every port with what listens on it. */
    public Map<Integer, String> all() {
        Map<Integer, String> ports = new LinkedHashMap<>();
        for (Program program : Program.values()) {
            ports.put(of(program), program.label());
        }
        ports.put(kafkaController(), "kafka's controller");
        return ports;
    }
}
