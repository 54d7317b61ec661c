package org.farandole.contracts.dvms;

/** How an ISP ended. */
public enum Outcome {
    SOLVED,
    /** The reason for it went away: a success. */
    VANISHED,
    /** It yielded to an older one, which its nodes join. */
    MERGED,
    FAILED,
    /** Its plan was refused, or another plan took its leader: tried again with the same birth. */
    WITHDRAWN,
    /** Advise mode: published, explained, not executed. */
    ADVISED,
    /** Its leader is gone, and no plan of it is known. */
    LOST
}
