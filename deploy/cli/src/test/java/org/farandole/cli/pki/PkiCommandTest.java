package org.farandole.cli.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.farandole.cli.RecordedTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that real TLS takes, and those that it must not take. */
final class PkiCommandTest {

    private static final InstantSource NOW = InstantSource.system();
    private static final InstantSource TWO_YEARS_AGO =
            InstantSource.fixed(Instant.now().minus(Duration.ofDays(730)));

    private static final InstantSource IN_TWENTY_DAYS =
            InstantSource.fixed(Instant.now().plus(Duration.ofDays(20)));

    @TempDir
    Path root;

    /** What was said. */
    private RecordedTerminal pki(InstantSource clock, int expected, String... words) {
        RecordedTerminal terminal = new RecordedTerminal(root, clock);
        List<String> all = new ArrayList<>(List.of("pki"));
        all.addAll(List.of(words));
        assertThat(terminal.run(all.toArray(String[]::new)))
                .as("%s: %s", all, terminal.err())
                .isEqualTo(expected);
        return terminal;
    }

    private Path folder(String path) {
        return root.resolve(".farandole/pki").resolve(path);
    }

    @BeforeEach
    void twoAuthorities() throws IOException {
        TwoAuthorities.copyTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node-1", "127.0.0.1", "fd00::11"})
    void aClientAndANodeTrustEachOther(String host) throws IOException, GeneralSecurityException, InterruptedException {
        assertThat(Handshake.between(folder("nodes/node-1"), folder("clients/frontend"), host))
                .isEqualTo("CN=frontend,O=Farandole");
    }

    @Test
    void aNodeIsAClientOfAnother() throws IOException, GeneralSecurityException, InterruptedException {
        pki(NOW, 0, "node", "node-2", "--days", "2");

        assertThat(Handshake.between(folder("nodes/node-1"), folder("nodes/node-2"), "node-1"))
                .isEqualTo("CN=node-2,O=Farandole");
    }

    @Test
    void aNodeIsNotTakenForAnother() {
        assertThatThrownBy(() -> Handshake.between(folder("nodes/node-1"), folder("clients/frontend"), "node-2"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node-2");
    }

    @Test
    void whatAnotherAuthorityIssuedIsRefusedByBoth() {
        assertThatThrownBy(() ->
                        Handshake.between(folder("nodes/node-1"), root.resolve("other/clients/frontend"), "node-1"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        Handshake.between(root.resolve("other/nodes/node-1"), folder("clients/frontend"), "node-1"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anExpiredCertificateIsRefusedUntilItIsRenewedWithItsKey()
            throws IOException, GeneralSecurityException, InterruptedException {
        pki(TWO_YEARS_AGO, 0, "node", "node-0");
        byte[] key = Files.readAllBytes(folder("nodes/node-0/serverkey.pem"));
        assertThatThrownBy(() -> Handshake.between(folder("nodes/node-0"), folder("clients/frontend"), "node-0"))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("expired");
        assertThat(pki(NOW, 1, "show").err()).contains("expired: server node-0, client node-0");

        pki(NOW, 0, "renew");

        assertThat(Handshake.between(folder("nodes/node-0"), folder("clients/frontend"), "node-0"))
                .isEqualTo("CN=frontend,O=Farandole");
        assertThat(folder("nodes/node-0/serverkey.pem")).hasBinaryContent(key);
        assertThat(pki(NOW, 0, "show").out()).contains("good").doesNotContain("expired");
    }

    @Test
    void anAuthorityIsRenewedAndWhatItIssuedStaysGood()
            throws IOException, GeneralSecurityException, InterruptedException {
        Files.copy(folder("nodes/node-1/servercert.pem"), root.resolve("before.pem"));

        assertThat(pki(NOW, 0, "renew", "--within", "3652").out()).contains("The authority until");

        assertThat(Handshake.between(folder("nodes/node-1"), folder("clients/frontend"), "node-1"))
                .isEqualTo("CN=frontend,O=Farandole");
        Files.copy(
                root.resolve("before.pem"),
                folder("nodes/node-1/servercert.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(Handshake.between(folder("nodes/node-1"), folder("clients/frontend"), "node-1"))
                .isEqualTo("CN=frontend,O=Farandole");
    }

    @Test
    void nothingOutlivesItsAuthorityAndAnExpiredOneIssuesNothing() {
        String soonOver = root.resolve("soon-over").toString();
        pki(NOW, 0, "init", "--days", "10", "--folder", soonOver);
        pki(NOW, 0, "client", "--folder", soonOver);
        assertThat(pki(NOW, 0, "show", "--folder", soonOver).out())
                .contains("soon")
                .doesNotContain("good");

        assertThat(pki(IN_TWENTY_DAYS, 2, "node", "node-1", "--folder", soonOver)
                        .err())
                .contains("the authority expired on");
        assertThat(root.resolve("soon-over/nodes")).doesNotExist();
        assertThat(pki(IN_TWENTY_DAYS, 2, "renew", "frontend", "--folder", soonOver)
                        .err())
                .contains("renew it first");
    }

    @Test
    void keysAreTheOwnersAlone() throws IOException {
        try (Stream<Path> files = Files.walk(folder(""))) {
            List<Path> keys =
                    files.filter(file -> file.toString().endsWith("key.pem")).toList();
            assertThat(keys)
                    .hasSize(4)
                    .allSatisfy(key -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder("nodes/node-1"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderHasTheFilesThatLibvirtLooksFor() {
        assertThat(folder("nodes/node-1").toFile().list())
                .containsExactlyInAnyOrder(
                        "cacert.pem", "servercert.pem", "serverkey.pem", "clientcert.pem", "clientkey.pem");
        assertThat(folder("clients/frontend").toFile().list())
                .containsExactlyInAnyOrder("cacert.pem", "clientcert.pem", "clientkey.pem");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(folder("cakey.pem"));

        assertThat(pki(NOW, 2, "init").err()).contains("holds an authority already");
        assertThat(pki(NOW, 2, "node", "node-1").err()).contains("is there already");
        assertThat(pki(NOW, 2, "client").err()).contains("is there already");

        assertThat(folder("cakey.pem")).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "/etc",
                "a/b",
                "a\\b",
                "a b",
                "A",
                "a\nb",
                "$(id)",
                "a;b",
                "a'b",
                "a\"b",
                "a,CN=root",
                "a*",
                "*.example.org",
                "a..b",
                "-a",
                "a-",
                "1.2.3.4",
                "::1",
                "äöü"
            })
    void aBadNameIsRefusedBeforeAnythingIsWritten(String name) throws IOException {
        List<Path> before = files();

        assertThat(pki(NOW, 2, "node", "--", name).err()).hasLineCount(name.contains("\n") ? 2 : 1);
        pki(NOW, 2, "client", "--name=" + name);

        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.400",
                "10.0.0.1/24",
                "fe80::1%eth0",
                "a_b",
                "a b",
                "*.example.org",
                "DNS:x",
                "x,IP:1.2.3.4",
                "a..b",
                "https://a"
            })
    void aBadAddressIsRefusedBeforeAnythingIsWritten(String address) throws IOException {
        List<Path> before = files();

        pki(NOW, 2, "node", "node-2", "--address=" + address);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        String none = root.resolve("none").toString();
        assertThat(pki(NOW, 2, "show", "--folder", none).err()).contains("holds no authority: make one with pki init");
        assertThat(pki(NOW, 2, "node", "node-1", "--folder", none).err()).contains("holds no authority");
        assertThat(pki(NOW, 2, "renew", "node-9").err()).contains("there is no certificate of 'node-9'");
        Files.delete(folder("cakey.pem"));
        assertThat(pki(NOW, 2, "node", "node-2").err()).contains("cakey.pem is not there");
        assertThat(pki(NOW, 0, "show").out()).contains("node-1");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.sorted().toList();
        }
    }
}
