package org.farandole.reservation.booking;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a transaction that lost to another one from one that is wrong. */
final class Conflict {

    /** Exclusion and unique violations; serialisation failure; deadlock. */
    private static final Set<String> STATES = Set.of("23P01", "23505", "40001", "40P01");

    private Conflict() {}

    static boolean causes(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (@Nullable Throwable next = cause; next instanceof SQLException sql; next = sql.getNextException()) {
                if (STATES.contains(sql.getSQLState())) {
                    return true;
                }
            }
        }
        return false;
    }
}
