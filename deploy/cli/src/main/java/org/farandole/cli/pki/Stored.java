package org.farandole.cli.pki;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of the folder.
 *
 * @param holder whose it is: a node, a client, or the authority
 * @param role none: it is the authority's
 */
record Stored(String holder, @Nullable Role role, Path file, X509Certificate certificate) {

    Instant until() {
        return certificate.getNotAfter().toInstant();
    }

    boolean expired(Instant now) {
        return !now.isBefore(until());
    }

    /** Whether it ends within so long. */
    boolean endsWithin(Duration length, Instant now) {
        return !now.plus(length).isBefore(until());
    }

    String kind() {
        return role == null ? "authority" : role.word();
    }

    List<HostAddress> addresses() {
        return addressesIn(certificate);
    }

    static List<HostAddress> addressesIn(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .map(name -> HostAddress.of(String.valueOf(name.get(1))))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException("its names cannot be read: " + e.getMessage(), e);
        }
    }
}
