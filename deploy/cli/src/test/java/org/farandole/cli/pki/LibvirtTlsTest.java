package org.farandole.cli.pki;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with the programs that the certificates are for; needs root, libvirtd, virsh and QEMU. */
final class LibvirtTlsTest {

    @TempDir
    Path root;

    @BeforeEach
    void twoAuthorities() throws IOException {
        TwoAuthorities.copyTo(root);
    }

    @Test
    void aRealLibvirtdTakesTheClientAndNobodyElse() throws IOException, InterruptedException {
        assume("libvirtd");
        assume("virsh");
        assume("unshare");
        assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");

        String said = run(
                "unshare",
                "-n",
                "-m",
                "bash",
                Path.of("src/test/resources/libvirt-tls.sh").toAbsolutePath().toString(),
                folder("nodes/node-1").toString(),
                folder("clients/frontend").toString(),
                root.resolve("other/clients/frontend").toString());

        assertThat(said.lines())
                .containsExactly(
                        "client: answered",
                        "client, by another name: refused",
                        "a node that is not on the list: refused",
                        "stranger: refused");
    }

    @Test
    void qemuTakesThemForMigrations() throws IOException, InterruptedException {
        assume("qemu-system-x86_64");
        Path qemu = Files.createDirectory(root.resolve("qemu"));
        for (String name : List.of("ca-cert", "server-cert", "server-key", "client-cert", "client-key")) {
            Files.copy(folder("nodes/node-1").resolve(name.replace("-", "") + ".pem"), qemu.resolve(name + ".pem"));
        }
        for (String endpoint : List.of("server", "client")) {
            assertThat(qemuWith(qemu, endpoint))
                    .as("QEMU's status as %s", endpoint)
                    .isZero();
        }
        Files.copy(root.resolve("other/clients/frontend/cacert.pem"), qemu.resolve("ca-cert.pem"), REPLACE_EXISTING);
        assertThat(qemuWith(qemu, "server")).as("with another authority").isNotZero();
    }

    /** QEMU loads and checks its credentials when it starts; then it is told to quit. */
    private static int qemuWith(Path credentials, String endpoint) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "timeout",
                        "20",
                        "qemu-system-x86_64",
                        "-machine",
                        "none",
                        "-display",
                        "none",
                        "-monitor",
                        "stdio",
                        "-object",
                        "tls-creds-x509,id=tls0,dir=" + credentials + ",endpoint=" + endpoint + ",verify-peer=on")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = process.outputWriter()) {
            input.write("quit\n");
        } catch (IOException e) {
            // It has ended already: its status says why.
            return process.waitFor();
        }
        return process.waitFor();
    }

    private Path folder(String path) {
        return root.resolve(".farandole/pki").resolve(path);
    }

    private static void assume(String program) {
        assumeThat(Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, program)))
                .as("%s is installed", program)
                .anyMatch(Files::isExecutable);
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
