package org.farandole.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.farandole.contracts.dvms.Action;
import org.farandole.contracts.dvms.Decision;
import org.farandole.contracts.dvms.IspEvent;
import org.farandole.contracts.dvms.Member;
import org.farandole.contracts.dvms.Mode;
import org.farandole.contracts.dvms.Proposal;
import org.farandole.contracts.dvms.RingMail;
import org.farandole.contracts.dvms.RingMessage;
import org.farandole.contracts.json.Json;
import org.farandole.contracts.monitor.Sample;
import org.farandole.contracts.monitor.ViolationEvent;
import org.farandole.contracts.node.NodeCommand;
import org.farandole.contracts.node.NodeEvent;
import org.farandole.contracts.reservation.ReservationEvent;
import org.farandole.contracts.vm.VmCommand;
import org.farandole.contracts.vm.VmEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the wire, a file a family and a message a line. A difference means that messages which were written before can
 * no longer be read as they were: make the change one that old readers and old messages survive, then change the file.
 */
class GoldenTest {

    /** A family, or a message that stands alone, with an example of each of its kinds. */
    record Family(Class<?> type, List<?> examples) {

        List<String> golden() throws IOException {
            try (InputStream file =
                    GoldenTest.class.getResourceAsStream("/golden/" + type.getSimpleName() + ".jsonl")) {
                assertThat(file).as("golden file of %s", type.getSimpleName()).isNotNull();
                return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static List<Family> families() {
        return List.of(
                new Family(NodeEvent.class, Examples.NODE_EVENTS),
                new Family(NodeCommand.class, Examples.NODE_COMMANDS),
                new Family(ReservationEvent.class, Examples.RESERVATION_EVENTS),
                new Family(ViolationEvent.class, Examples.VIOLATIONS),
                new Family(Sample.class, Examples.SAMPLES),
                new Family(VmCommand.class, VmExamples.COMMANDS),
                new Family(VmEvent.class, VmExamples.EVENTS),
                new Family(Member.class, Examples.MEMBERS),
                new Family(Mode.class, Examples.MODES),
                new Family(Action.class, DvmsExamples.ACTION_LIST),
                new Family(Proposal.class, DvmsExamples.PROPOSALS),
                new Family(Decision.class, DvmsExamples.DECISIONS),
                new Family(IspEvent.class, DvmsExamples.ISP_EVENTS),
                new Family(RingMessage.class, DvmsExamples.MESSAGES),
                new Family(RingMail.class, DvmsExamples.MAILS));
    }

    @ParameterizedTest
    @MethodSource("families")
    void isWrittenAsTheGoldenText(Family family) throws IOException {
        List<String> written = family.examples().stream()
                .map(message -> new String(Json.write(message), StandardCharsets.UTF_8))
                .toList();

        assertThat(String.join("\n", written)).isEqualTo(String.join("\n", family.golden()));
    }

    @ParameterizedTest
    @MethodSource("families")
    void theGoldenTextIsReadBackEqual(Family family) throws IOException {
        List<?> read = family.golden().stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), family.type()))
                .toList();

        assertThat(read).usingRecursiveComparison().isEqualTo(family.examples());
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyKindHasAnExample(Family family) {
        Set<Class<?>> shown = family.examples().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(shown).isEqualTo(kindsOf(family.type()).collect(Collectors.toSet()));
    }

    @Test
    void everySealedFamilyIsGolden() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<Class<?>> golden = families().stream().map(Family::type).collect(Collectors.toSet());

        assertThat(outermostFamilies()).isNotEmpty().isSubsetOf(golden);
    }

    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenTest::kindsOf)
                : Stream.of(type);
    }

    private static Set<Class<?>> outermostFamilies() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(
                Json.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<Class<?>> families = new java.util.HashSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info")) {
                    Class<?> type = Class.forName(name, false, Json.class.getClassLoader());
                    if (type.isSealed() && Stream.of(type.getInterfaces()).noneMatch(Class::isSealed)) {
                        families.add(type);
                    }
                }
            }
        }
        return families;
    }
}
