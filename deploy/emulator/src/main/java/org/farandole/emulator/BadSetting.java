package org.farandole.emulator;

/** The emulator cannot start as it is set. The message names the setting, its value, and what it should be. */
final class BadSetting extends Exception {

    private static final long serialVersionUID = 1;

    BadSetting(String message) {
        super(message);
    }
}
