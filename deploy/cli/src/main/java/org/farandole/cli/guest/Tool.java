package org.farandole.cli.guest;

import java.io.IOException;
import java.util.List;
import org.farandole.cli.terminal.CommandFailure;
import org.farandole.cli.terminal.ExitCode;

/** A program of this machine that takes over the terminal. */
final class Tool {

    private Tool() {}

    /**
     * @param words no shell reads them
     * @param source the Debian package that has it
     * @return its exit status
     */
    static int run(List<String> words, String source) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).inheritIO().start();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_START, words.getFirst() + " is not on this machine: apt install " + source);
        }
        return process.waitFor();
    }
}
