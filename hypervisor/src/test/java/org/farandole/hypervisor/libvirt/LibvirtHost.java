package org.farandole.hypervisor.libvirt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.farandole.contracts.node.Capacity;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.node.RingKey;

/** A real libvirtd and QEMU on this machine, with file tree, network and processes of its own. Closing it leaves nothing. */
final class LibvirtHost implements AutoCloseable {

    /** A guest that is always busy: its disk's first sector jumps to itself. */
    static final String BUSY = "busy";

    /** A guest that sleeps for ever. */
    static final String IDLE = "idle";

    /** A guest that writes to 16 MiB of its memory over and over: it enters protected mode, and stores. */
    static final String WRITING = "writing";

    private final String name;
    private final Path folder;
    private final Process process;

    private LibvirtHost(String name, Path folder, Process process) {
        this.name = name;
        this.folder = folder;
        this.process = process;
    }

    /** Skips the test where the machine cannot. */
    static LibvirtHost start(String name) {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, for namespaces");
        for (String program : List.of("libvirtd", "qemu-system-x86_64", "qemu-img", "dnsmasq", "unshare", "ip")) {
            assumeTrue(installed(program), "needs " + program);
        }
        try {
            Path folder = Files.createTempDirectory("fl-" + name);
            Path script = folder.resolve("node.sh");
            Files.copy(
                    LibvirtHost.class.getResourceAsStream("/libvirt/node.sh"),
                    script,
                    StandardCopyOption.REPLACE_EXISTING);
            Process process = new ProcessBuilder(
                            "sh",
                            script.toString(),
                            folder.toString(),
                            UUID.randomUUID().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("libvirtd.log").toFile())
                    .start();
            LibvirtHost host = new LibvirtHost(name, folder, process);
            await(name + " listens").atMost(Duration.ofSeconds(30)).until(() -> Files.exists(host.socket()));
            host.image(BUSY, 0xeb, 0xfe);
            host.image(IDLE, 0xfa, 0xf4);
            host.image(
                    WRITING, 0xfa, 0x31, 0xc0, 0x8e, 0xd8, 0x0f, 0x01, 0x16, 0x48, 0x7c, 0x0f, 0x20, 0xc0, 0x0c, 0x01,
                    0x0f, 0x22, 0xc0, 0xea, 0x17, 0x7c, 0x08, 0x00, 0x66, 0xb8, 0x10, 0x00, 0x8e, 0xd8, 0x8e, 0xc0,
                    0xbf, 0x00, 0x00, 0x10, 0x00, 0xb9, 0x00, 0x00, 0x40, 0x00, 0x40, 0xf3, 0xab, 0xeb, 0xf1, 0x66,
                    0x90, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0x00, 0x00, 0x00, 0x9a, 0xcf,
                    0x00, 0xff, 0xff, 0x00, 0x00, 0x00, 0x92, 0xcf, 0x00, 0x17, 0x00, 0x30, 0x7c, 0x00, 0x00);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeName name() {
        return new NodeName(name);
    }

    Path folder() {
        return folder;
    }

    URI uri() {
        return URI.create("qemu+unix:///system?socket=" + socket());
    }

    NodeDescription description() {
        return new NodeDescription(new RingKey("east", "lab", name()), 0, 2, new Capacity(200, 1024), uri(), Map.of());
    }

    private ProcessHandle libvirtd() {
        return libvirtdNow().orElseThrow();
    }

    private Optional<ProcessHandle> libvirtdNow() {
        return process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("libvirtd"))
                .findFirst();
    }

    /** It is started again. */
    void killLibvirtd() throws IOException {
        ProcessHandle old = libvirtd();
        old.destroyForcibly();
        await(name + " serves again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> libvirtdNow().filter(now -> now.pid() != old.pid()).isPresent());
    }

    void stopLibvirtd() throws IOException {
        run("kill", "-STOP", Long.toString(libvirtd().pid()));
    }

    void continueLibvirtd() throws IOException {
        run("kill", "-CONT", Long.toString(libvirtd().pid()));
    }

    String virsh(String... arguments) throws IOException {
        return run(Stream.concat(Stream.of("virsh", "-q", "-c", uri().toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    List<ProcessHandle> guests() {
        return process.descendants()
                .filter(each -> each.info().command().orElse("").contains("qemu-system"))
                .toList();
    }

    List<String> files(String pool) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("farandole").resolve(pool))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    /** A disk that boots to these instructions. */
    private void image(String image, int... instructions) throws IOException {
        byte[] sector = new byte[1 << 20];
        for (int i = 0; i < instructions.length; i++) {
            sector[i] = (byte) instructions[i];
        }
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        Path raw = Files.write(folder.resolve(image + ".raw"), sector);
        Path images = Files.createDirectories(folder.resolve("farandole/images"));
        run(
                "qemu-img",
                "convert",
                "-O",
                "qcow2",
                raw.toString(),
                images.resolve(image + ".qcow2").toString());
    }

    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    private Path socket() {
        return folder.resolve("run/libvirt-sock");
    }

    private static boolean installed(String program) {
        return Stream.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
                .anyMatch(path -> Files.isExecutable(Path.of(path + program)));
    }

    /** The first process of the namespaces ends, and with it all others. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(each -> each.onExit().join());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
