package org.farandole.cli.pki;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A real TLS connection over loopback, with what stands in two folders; both sides verify each other, as libvirt's do. */
final class Handshake {

    private static final char[] NONE = {};
    private static final int PATIENCE_MILLIS = 10_000;

    private Handshake() {}

    /**
     * @param host the name that the client expects
     * @return the client's name, as the server read it
     * @throws IOException if one of them refuses the other
     */
    static String between(Path server, Path client, String host)
            throws IOException, GeneralSecurityException, InterruptedException {
        try (SSLServerSocket listening = (SSLServerSocket) context(server, Role.SERVER)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            listening.setSoTimeout(PATIENCE_MILLIS);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> serve(listening));
            try (SSLSocket socket = connect(client, host, listening.getLocalPort())) {
                socket.startHandshake();
                if (socket.getInputStream().read() != 'y') {
                    throw new IOException("the server ended the connection");
                }
            }
            return seen.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static String serve(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            X509Certificate peer = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            socket.getOutputStream().write('y');
            return peer.getSubjectX500Principal().getName();
        } catch (IOException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static SSLSocket connect(Path client, String host, int port) throws IOException, GeneralSecurityException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
        SSLSocket socket =
                (SSLSocket) context(client, Role.CLIENT).getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext context(Path folder, Role role) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, NONE);
        own.setKeyEntry("own", PemFile.key(folder.resolve(role.keyFile())), NONE, new Certificate[] {
            PemFile.certificate(folder.resolve(role.certificateFile()))
        });
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NONE);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NONE);
        trusted.setCertificateEntry("ca", PemFile.certificate(folder.resolve(PkiFolder.AUTHORITY_FILE)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
