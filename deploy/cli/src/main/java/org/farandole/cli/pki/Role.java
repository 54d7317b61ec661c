package org.farandole.cli.pki;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a certificate is for, and the files that libvirt looks for. */
enum Role {
    SERVER("server", KeyPurposeId.id_kp_serverAuth),
    CLIENT("client", KeyPurposeId.id_kp_clientAuth);

    private final String word;
    private final KeyPurposeId purpose;

    Role(String word, KeyPurposeId purpose) {
        this.word = word;
        this.purpose = purpose;
    }

    String word() {
        return word;
    }

    KeyPurposeId purpose() {
        return purpose;
    }

    String certificateFile() {
        return word + "cert.pem";
    }

    String keyFile() {
        return word + "key.pem";
    }
}
