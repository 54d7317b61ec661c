package org.farandole.cli.platform;

import java.nio.file.Path;
import java.util.List;

/**
 * How a program is started.
 *
 * @param directory its working directory, made if it is not there
 */
record ProgramCommand(Program program, List<String> words, Path directory, Path log) {

    ProgramCommand {
        words = List.copyOf(words);
    }
}
