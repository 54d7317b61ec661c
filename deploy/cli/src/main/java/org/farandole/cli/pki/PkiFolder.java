package org.farandole.cli.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.cli.terminal.CommandFailure;

/**
 * Where certificates are kept: the authority, a folder for each node and each client. In a folder stand the files that libvirt looks for, so that it can be given as
 * {@code pkipath}. Nothing is ever overwritten but a certificate by its renewal.
 */
final class PkiFolder {

    static final String AUTHORITY_FILE = "cacert.pem";
    private static final String AUTHORITY_KEY = "cakey.pem";
    private static final String NODES = "nodes";
    private static final String CLIENTS = "clients";

    private final Path root;

    PkiFolder(Path root) {
        this.root = root;
    }

    Path node(String name) {
        return root.resolve(NODES).resolve(name);
    }

    Path client(String name) {
        return root.resolve(CLIENTS).resolve(name);
    }

    Path authorityFile() {
        return root.resolve(AUTHORITY_FILE);
    }

    /** @throws CommandFailure if there is an authority already */
    void requireNoAuthority() {
        if (Files.exists(root.resolve(AUTHORITY_FILE)) || Files.exists(root.resolve(AUTHORITY_KEY))) {
            throw CommandFailure.badInput(
                    root + " holds an authority already: give another --folder, or renew it with pki renew");
        }
    }

    void keep(Authority authority) throws IOException {
        makeFolder(root);
        PemFile.create(root.resolve(AUTHORITY_KEY), authority.identity().key());
        PemFile.create(root.resolve(AUTHORITY_FILE), authority.identity().certificate());
    }

    /** @throws CommandFailure if there is none, or not its key */
    Authority authority() throws IOException {
        X509Certificate certificate = authorityCertificate();
        Path key = root.resolve(AUTHORITY_KEY);
        if (!Files.exists(key)) {
            throw CommandFailure.badInput(key + " is not there: nothing can be issued without the authority's key");
        }
        return new Authority(new Identity(certificate, PemFile.key(key)));
    }

    private X509Certificate authorityCertificate() throws IOException {
        if (!Files.exists(authorityFile())) {
            throw CommandFailure.badInput(root + " holds no authority: make one with pki init");
        }
        return PemFile.certificate(authorityFile());
    }

    /**
     * Makes a holder's folder with a certificate for each role; it is there whole, or not at all.
     *
     * @return until when they hold
     * @throws CommandFailure if the folder is there already
     */
    Instant issue(Path folder, String name, List<HostAddress> addresses, List<Role> roles, Validity validity)
            throws IOException, GeneralSecurityException {
        Authority authority = authority();
        requireValid(authority, validity);
        if (Files.exists(folder)) {
            throw CommandFailure.badInput(
                    folder + " is there already: renew it with pki renew, or delete it to have new keys");
        }
        Path prepared = folder.resolveSibling("." + folder.getFileName() + ".new");
        deleteWithFiles(prepared);
        makeFolder(prepared);
        PemFile.create(prepared.resolve(AUTHORITY_FILE), authority.identity().certificate());
        for (Role role : roles) {
            Identity identity = authority.issue(name, addresses, role, validity);
            PemFile.create(prepared.resolve(role.keyFile()), identity.key());
            PemFile.create(prepared.resolve(role.certificateFile()), identity.certificate());
        }
        Files.move(prepared, folder);
        return validity.within(authority.validity()).until();
    }

    /** The authority first, then nodes and clients by name. */
    List<Stored> all() throws IOException {
        List<Stored> all = new ArrayList<>();
        all.add(new Stored("-", null, authorityFile(), authorityCertificate()));
        for (String kind : List.of(NODES, CLIENTS)) {
            for (Path folder : folders(root.resolve(kind))) {
                for (Role role : Role.values()) {
                    Path file = folder.resolve(role.certificateFile());
                    if (Files.exists(file)) {
                        all.add(new Stored(folder.getFileName().toString(), role, file, PemFile.certificate(file)));
                    }
                }
            }
        }
        return all;
    }

    /** In place of the old one; an authority's also where it stands beside what it issued. */
    void renew(Authority extended) throws IOException {
        PemFile.replace(root.resolve(AUTHORITY_FILE), extended.identity().certificate());
        for (String kind : List.of(NODES, CLIENTS)) {
            for (Path folder : folders(root.resolve(kind))) {
                PemFile.replace(
                        folder.resolve(AUTHORITY_FILE), extended.identity().certificate());
            }
        }
    }

    /** @return until when the new one holds */
    Instant renew(Stored old, Authority authority, Role role, Validity validity)
            throws IOException, GeneralSecurityException {
        requireValid(authority, validity);
        X509Certificate renewed = authority.renewed(old.certificate(), role, validity);
        PemFile.replace(old.file(), renewed);
        return renewed.getNotAfter().toInstant();
    }

    private static void requireValid(Authority authority, Validity wanted) {
        Instant end = authority.validity().until();
        if (!end.isAfter(wanted.from())) {
            throw CommandFailure.badInput(
                    "the authority expired on " + Days.of(end) + ": renew it first, with pki renew");
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void deleteWithFiles(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
