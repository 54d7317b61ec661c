package org.farandole.cli.platform;

import java.util.Arrays;
import java.util.Optional;

/** The programs of a platform, each a process of its own, in the order in which they are started. */
public enum Program {
    KAFKA("kafka", 92),
    POSTGRESQL("postgresql", 32),
    EMULATOR("emulator", 86),
    RESERVATION("reservation-service", 81),
    PROVISIONER("provisioner-service", 82),
    VM("vm-service", 83),
    MONITOR("monitor-service", 84),
    AGENT("scheduler-agent", 85);

    private final String label;
    private final int portOffset;

    Program(String label, int portOffset) {
        this.label = label;
        this.portOffset = portOffset;
    }

    /** Its name in messages, of its folder and of its log. */
    public String label() {
        return label;
    }

    int portOffset() {
        return portOffset;
    }

    /** Whether the others need it: it is started before them and stopped after them. */
    public boolean infrastructure() {
        return this == KAFKA || this == POSTGRESQL;
    }

    public static Optional<Program> labelled(String label) {
        return Arrays.stream(values())
                .filter(program -> program.label.equals(label))
                .findFirst();
    }
}
