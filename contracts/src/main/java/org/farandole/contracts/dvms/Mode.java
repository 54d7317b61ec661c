package org.farandole.contracts.dvms;

/** What the platform does with its own decisions: {@code dvms.mode}, one key, compacted; vm-service writes it. */
public record Mode(Kind kind) {

    public enum Kind {
        /** Decisions are carried out. */
        ACT,
        /** Decisions are published and explained; the executor refuses them. */
        ADVISE,
        /** No new ISP is opened; what runs ends. */
        PAUSE
    }
}
