package org.farandole.cli.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates. RSA and both key usages, as libvirt 9 and QEMU 7 refuse a critical usage without key encipherment, which
 * an elliptic key cannot have.
 */
final class Authority {

    private static final String ORGANISATION = "Farandole";
    /** An authority is to last for ten years. */
    private static final int AUTHORITY_KEY_BITS = 3072;

    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Identity identity;

    /** @param identity as {@link #anew} made it, or as it was read back */
    Authority(Identity identity) {
        this.identity = identity;
    }

    Identity identity() {
        return identity;
    }

    Validity validity() {
        return new Validity(
                identity.certificate().getNotBefore().toInstant(),
                identity.certificate().getNotAfter().toInstant());
    }

    /** A new authority with a key of its own; the instant in its name tells it from others. */
    static Authority anew(Instant now, Validity validity) throws GeneralSecurityException {
        KeyPair keys = newKeys(AUTHORITY_KEY_BITS);
        X500Name name = named("Farandole CA " + now.getEpochSecond());
        return new Authority(new Identity(selfSigned(name, keys, validity), keys.getPrivate()));
    }

    /** The same authority, name and key, for longer: what it issued stays good. */
    Authority extended(Validity validity) throws GeneralSecurityException {
        KeyPair keys = new KeyPair(identity.certificate().getPublicKey(), identity.key());
        X500Name name = X500Name.getInstance(
                identity.certificate().getSubjectX500Principal().getEncoded());
        return new Authority(new Identity(selfSigned(name, keys, validity), keys.getPrivate()));
    }

    /** A certificate with a key of its own, for as long as the authority's own holds at most. */
    Identity issue(String commonName, List<HostAddress> addresses, Role role, Validity validity)
            throws GeneralSecurityException {
        KeyPair keys = newKeys(KEY_BITS);
        List<GeneralName> names =
                addresses.stream().map(HostAddress::asAlternativeName).toList();
        return new Identity(
                signed(named(commonName), names, role, keys.getPublic(), validity.within(validity())),
                keys.getPrivate());
    }

    /** The same certificate, name, addresses and key, for longer. */
    X509Certificate renewed(X509Certificate old, Role role, Validity validity) throws GeneralSecurityException {
        List<GeneralName> names = Stored.addressesIn(old).stream()
                .map(HostAddress::asAlternativeName)
                .toList();
        X500Name name = X500Name.getInstance(old.getSubjectX500Principal().getEncoded());
        return signed(name, names, role, old.getPublicKey(), validity.within(validity()));
    }

    private X509Certificate signed(
            X500Name name, List<GeneralName> addresses, Role role, PublicKey key, Validity validity)
            throws GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                identity.certificate(), serial(), validity.notBefore(), validity.notAfter(), name, key);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(role.purpose()));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(addresses.toArray(GeneralName[]::new)));
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(
                            identity.certificate().getPublicKey()));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return sealed(builder, identity.key());
    }

    private static X509Certificate selfSigned(X500Name name, KeyPair keys, Validity validity)
            throws GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial(), validity.notBefore(), validity.notAfter(), name, keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return sealed(builder, keys.getPrivate());
    }

    private static X509Certificate sealed(X509v3CertificateBuilder builder, java.security.PrivateKey key)
            throws GeneralSecurityException {
        try {
            X509CertificateHolder holder = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key));
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Built part by part: no text is read as a name. */
    private static X500Name named(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    private static KeyPair newKeys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, RANDOM);
        return generator.generateKeyPair();
    }
}
