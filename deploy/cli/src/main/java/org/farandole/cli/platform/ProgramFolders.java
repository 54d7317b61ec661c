package org.farandole.cli.platform;

import java.nio.file.Path;

/** Where the programs of one run keep their things: a folder and a log for each. */
record ProgramFolders(Path run) {

    Path folder(Program program) {
        return run.resolve(program.label());
    }

    Path log(Program program) {
        return run.resolve(program.label() + ".log");
    }

    /** The data inside a program's folder. */
    static Path data(Path folder) {
        return folder.resolve("data");
    }
}
