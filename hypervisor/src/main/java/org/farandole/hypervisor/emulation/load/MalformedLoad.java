package org.farandole.hypervisor.emulation.load;

/** A load's file cannot be used. The message names the file and the line, and says what was expected. */
public final class MalformedLoad extends Exception {

    private static final long serialVersionUID = 1;

    MalformedLoad(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }

    MalformedLoad(String file, String message) {
        super(file + ": " + message);
    }
}
