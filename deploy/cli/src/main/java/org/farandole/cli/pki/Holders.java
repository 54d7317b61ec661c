package org.farandole.cli.pki;

import org.farandole.cli.terminal.CommandFailure;
import org.farandole.contracts.node.NodeName;

/** Names and addresses as they are given: refused before anything is written. */
final class Holders {

    private Holders() {}

    /** A name that a folder, a certificate and an address can have. */
    static HostAddress named(String name) {
        try {
            HostAddress address = HostAddress.of(new NodeName(name).value());
            if (!address.numeric()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput(e.getMessage() + ": give a name as 'east-1', addresses with --address");
        }
        throw CommandFailure.badInput(
                "'" + name + "' is an address: give a name as 'east-1', addresses with --address");
    }

    static HostAddress address(String text) {
        try {
            return HostAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.badInput("--address: " + e.getMessage());
        }
    }
}
