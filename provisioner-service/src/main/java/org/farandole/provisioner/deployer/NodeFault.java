package org.farandole.provisioner.deployer;

import org.jspecify.annotations.Nullable;

/** A node did not do what it was asked, or not in its time. The message says what, on which node, and why. */
public final class NodeFault extends Exception {

    private static final long serialVersionUID = 1;

    public NodeFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
