package org.farandole.contracts.reservation;

import java.util.Objects;

/** A VLAN of a kind, with its number on the site: local 1–3, routed 4–9, global 10–21 (Grid'5000's KaVLAN). */
public record Vlan(Kind kind, int number) {

    /** Local: one site, behind a gateway. Routed: one site, reachable. Global: one layer 2 across all sites. */
    public enum Kind {
        LOCAL(1, 3),
        ROUTED(4, 9),
        GLOBAL(10, 21);

        private final int first;
        private final int last;

        Kind(int first, int last) {
            this.first = first;
            this.last = last;
        }

        public int first() {
            return first;
        }

        public int last() {
            return last;
        }
    }

    public Vlan {
        Objects.requireNonNull(kind, "kind");
        if (number < kind.first() || number > kind.last()) {
            throw new IllegalArgumentException(
                    "A " + kind + " VLAN is " + kind.first() + " to " + kind.last() + ", not " + number);
        }
    }
}
