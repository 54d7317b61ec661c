package org.farandole.cli.platform;

import java.util.Arrays;
import java.util.List;

/** What a platform's nodes are. */
public sealed interface Ground permits World, Laboratory {

    /** How many times faster than wall time the nodes' time runs. */
    double speed();

    /** The processes of such a platform, in the order in which they are started. */
    default List<Program> programs() {
        return switch (this) {
            case World _ -> List.of(Program.values());
            case Laboratory _ ->
                Arrays.stream(Program.values())
                        .filter(program -> program != Program.EMULATOR)
                        .toList();
        };
    }
}
