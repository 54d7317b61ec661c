package org.farandole.cli.pki;

import java.time.Instant;
import picocli.CommandLine.Option;

/** How long what is issued holds. */
final class ValidityOption {

    private static final int LONGEST = 1096;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "how long it holds (default: ${DEFAULT-VALUE}); never longer than the authority")
    private int days = 365;

    Validity from(Instant now) {
        return Validity.of(now, Days.between("--days", days, 1, LONGEST));
    }
}
