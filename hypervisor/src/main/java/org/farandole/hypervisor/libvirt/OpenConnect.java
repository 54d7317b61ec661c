package org.farandole.hypervisor.libvirt;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/** A connection whose pointer our own few native calls may use. It is closed when it is retired and its last user left. */
final class OpenConnect extends Connect {

    private int users;
    private boolean retired;
    private boolean closed;

    OpenConnect(String uri) throws LibvirtException {
        super(uri);
    }

    Pointer pointer() {
        return vcp.getPointer();
    }

    /** False if it is retired: then there is nothing to leave. */
    synchronized boolean enter() {
        if (!retired) {
            users++;
        }
        return !retired;
    }

    synchronized void leave() {
        users--;
        closeWhenIdle();
    }

    synchronized void retire() {
        retired = true;
        closeWhenIdle();
    }

    private void closeWhenIdle() {
        if (retired && users == 0 && !closed) {
            closed = true;
            try {
                close();
            } catch (LibvirtException e) {
                System.getLogger(OpenConnect.class.getName())
                        .log(System.Logger.Level.DEBUG, "connection not closed: " + e.getMessage());
            }
        }
    }
}
