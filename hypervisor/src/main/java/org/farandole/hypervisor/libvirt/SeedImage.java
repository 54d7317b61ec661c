package org.farandole.hypervisor.libvirt;

import com.github.stephenc.javaisotools.iso9660.ConfigException;
import com.github.stephenc.javaisotools.iso9660.ISO9660RootDirectory;
import com.github.stephenc.javaisotools.iso9660.impl.CreateISO;
import com.github.stephenc.javaisotools.iso9660.impl.ISO9660Config;
import com.github.stephenc.javaisotools.iso9660.impl.ISOImageFileHandler;
import com.github.stephenc.javaisotools.joliet.impl.JolietConfig;
import com.github.stephenc.javaisotools.rockridge.impl.RockRidgeConfig;
import com.github.stephenc.javaisotools.sabre.HandlerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.vm.VmDescription;

/** A guest's NoCloud seed: an ISO 9660 image labelled {@code cidata}, which cloud-init and its like look for. */
final class SeedImage {

    private static final String LABEL = "cidata";

    private SeedImage() {}

    /** @param publicKeys that may log in to the guest over SSH */
    static byte[] of(VmDescription vm, List<String> publicKeys) {
        try {
            Path folder = Files.createTempDirectory("farandole-seed");
            try {
                return write(folder, vm, publicKeys);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The seed of " + vm.name() + " was not made", e);
        }
    }

    private static byte[] write(Path folder, VmDescription vm, List<String> publicKeys) throws IOException {
        Path contents = Files.createDirectory(folder.resolve("contents"));
        Files.write(contents.resolve("meta-data"), metaData(vm, publicKeys));
        Files.writeString(contents.resolve("user-data"), vm.userData() == null ? "#cloud-config\n" : vm.userData());
        Path image = folder.resolve("seed.iso");
        try {
            ISO9660RootDirectory root = new ISO9660RootDirectory();
            root.addContentsRecursively(contents.toFile());
            new CreateISO(new ISOImageFileHandler(image.toFile()), root).process(iso(), rockRidge(), joliet(), null);
        } catch (HandlerException | ConfigException e) {
            throw new IOException("the ISO image was not written: " + e.getMessage(), e);
        }
        return Files.readAllBytes(image);
    }

    /** JSON is YAML, and nothing in it can be taken for something else. */
    private static byte[] metaData(VmDescription vm, List<String> publicKeys) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("instance-id", vm.reservation() + "-" + vm.name());
        data.put("local-hostname", vm.name().value());
        data.put("public-keys", publicKeys);
        return new String(Json.write(data), StandardCharsets.UTF_8).concat("\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ISO9660Config iso() throws ConfigException, HandlerException {
        ISO9660Config config = new ISO9660Config();
        config.allowASCII(false);
        config.setInterchangeLevel(1);
        config.restrictDirDepthTo8(true);
        config.setVolumeID(LABEL.toUpperCase(Locale.ROOT));
        config.forceDotDelimiter(true);
        return config;
    }

    private static RockRidgeConfig rockRidge() {
        RockRidgeConfig config = new RockRidgeConfig();
        config.setMkisofsCompatibility(false);
        config.hideMovedDirectoriesStore(true);
        config.forcePortableFilenameCharacterSet(true);
        return config;
    }

    private static JolietConfig joliet() throws ConfigException, HandlerException {
        JolietConfig config = new JolietConfig();
        config.setVolumeID(LABEL);
        config.forceDotDelimiter(true);
        return config;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
