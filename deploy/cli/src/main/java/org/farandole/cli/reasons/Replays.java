package org.farandole.cli.reasons;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.json.UnreadableMessage;
import org.farandole.solving.Replay;
import org.farandole.solving.Replayed;
import org.farandole.solving.WhatIf;

/**
 * Recorded solves, each solved again.
 *
 * @param differing those with another answer than the recorded one, in words
 */
public record Replays(int solves, List<String> differing) {

    public Replays {
        differing = List.copyOf(differing);
    }

    /** Takes about as long as the recorded solves took. */
    public static Replays of(Collection<IspEvent.Computed> recorded) {
        Replay replay = new Replay(System::nanoTime);
        List<String> differing = new ArrayList<>();
        for (IspEvent.Computed solve : recorded) {
            List<String> differences = differences(replay, solve);
            if (!differences.isEmpty()) {
                differing.add(
                        "round " + solve.round() + " of ISP " + solve.isp() + ": " + String.join("; ", differences));
            }
        }
        return new Replays(recorded.size(), differing);
    }

    private static List<String> differences(Replay replay, IspEvent.Computed solve) {
        try {
            Replayed replayed = replay.again(solve, WhatIf.NOTHING);
            return replayed.differences();
        } catch (UnreadableMessage e) {
            return List.of("its input cannot be read: " + e.getMessage());
        }
    }
}
