package org.farandole.cli.pki;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and keys as files. A file exists whole, with its permissions, or not at all. */
final class PemFile {

    private static final String FOR_OWNER = "rw-------";
    private static final String FOR_ALL = "rw-r--r--";

    private PemFile() {}

    /** @throws java.nio.file.FileAlreadyExistsException rather than to overwrite */
    static void create(Path file, PrivateKey key) throws IOException {
        create(file, text(new JcaPKCS8Generator(key, null)), FOR_OWNER);
    }

    /** @throws java.nio.file.FileAlreadyExistsException rather than to overwrite */
    static void create(Path file, X509Certificate certificate) throws IOException {
        create(file, text(certificate), FOR_ALL);
    }

    static void replace(Path file, X509Certificate certificate) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        create(fresh, certificate);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static X509Certificate certificate(Path file) throws IOException {
        if (read(file) instanceof X509CertificateHolder holder) {
            try {
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (java.security.cert.CertificateException e) {
                throw new IOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        throw new IOException(file + " is not a certificate in PEM");
    }

    static PrivateKey key(Path file) throws IOException {
        if (read(file) instanceof PrivateKeyInfo info) {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        throw new IOException(file + " is not a private key in PEM");
    }

    private static Object read(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            Object found = parser.readObject();
            return found == null ? "nothing" : found;
        }
    }

    private static String text(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private static void create(Path file, String text, String permissions) throws IOException {
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
