package org.farandole.cli.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands before a program's command line so that it is ended in order, and never left behind. Its own session keeps a
 * terminal's Ctrl-C away from it, as this command stops the programs in their order. Bound to this command, it is ended by the
 * kernel even when this command is killed.
 */
record Guard(List<String> words) {

    /** @param bound the programs end with this command, however it ends; else they outlive it */
    static Guard of(boolean bound) {
        List<String> words = new ArrayList<>();
        if (onPath("setsid")) {
            words.add("setsid");
        }
        if (bound && onPath("setpriv")) {
            words.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        return new Guard(List.copyOf(words));
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
