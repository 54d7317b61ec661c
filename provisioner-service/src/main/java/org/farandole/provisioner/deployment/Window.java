package org.farandole.provisioner.deployment;

import java.util.concurrent.Semaphore;

/** How many nodes are worked on at once, and how many of them boot; places are given in the order of asking. Thread-safe. */
final class Window {

    private final Semaphore places;
    private final Semaphore reboots;

    Window(int places, int reboots) {
        if (places < 1 || reboots < 1) {
            throw new IllegalArgumentException(
                    "farandole.provisioner.window and .reboot-window are 1 or more, not " + places + " and " + reboots);
        }
        this.places = new Semaphore(places, true);
        this.reboots = new Semaphore(reboots, true);
    }

    /** A place that one node takes, keeps while it is worked on, and gives back. One thread at a time uses it. */
    Place place() {
        return new Place();
    }

    final class Place {

        private boolean taken;
        private boolean rebooting;

        void take() throws InterruptedException {
            if (!taken) {
                places.acquire();
                taken = true;
            }
        }

        /** Until {@link #booted}. */
        void boot() throws InterruptedException {
            reboots.acquire();
            rebooting = true;
        }

        void booted() {
            if (rebooting) {
                rebooting = false;
                reboots.release();
            }
        }

        void giveBack() {
            booted();
            if (taken) {
                taken = false;
                places.release();
            }
        }
    }
}
