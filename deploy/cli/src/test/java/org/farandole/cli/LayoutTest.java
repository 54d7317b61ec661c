package org.farandole.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the house as DESIGN.md draws it, over the compiled classes of all modules. */
class LayoutTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final List<String> MODULES = List.of(
            "contracts",
            "messaging",
            "hypervisor",
            "reservation-service",
            "provisioner-service",
            "vm-service",
            "monitor-service",
            "scheduler-agent/dvms",
            "scheduler-agent/placement",
            "scheduler-agent/solving",
            "scheduler-agent/agent",
            "scheduler-agent/simulator",
            "deploy/local",
            "deploy/emulator",
            "deploy/cli",
            "deploy/e2e");

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(MODULES.stream().map(LayoutTest::compiled).toList());

    private static Path compiled(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    @Test
    void seesEveryModule() {
        for (String module : MODULES.subList(0, 11)) {
            assertThat(compiled(module)).as("compiled classes of %s", module).isDirectory();
        }
        assertThat(ALL.size()).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservation", "provisioner", "vm", "monitor", "agent", "emulator"})
    void aServiceKnowsNoOtherService(String service) {
        String[] others = Stream.of("reservation", "provisioner", "vm", "monitor", "agent", "emulator", "cli", "e2e")
                .filter(other -> !other.equals(service))
                .map(other -> "org.farandole." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.farandole." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(ALL);
    }

    @Test
    void contractsKnowNothingButJackson() {
        classes()
                .that()
                .resideInAPackage("org.farandole.contracts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.farandole.contracts..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(ALL);
    }

    @Test
    void theCheckerSharesNoCodeWithTheServices() {
        noClasses()
                .that()
                .resideInAPackage("org.farandole.e2e..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.farandole..").and(not(resideInAnyPackage("org.farandole.e2e.."))))
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.farandole.dvms..",
                "org.farandole.placement..",
                "org.farandole.solving..",
                "org.farandole.hypervisor.emulation..",
                "org.farandole.simulator.engine..",
                "org.farandole.simulator.world..",
                "org.farandole.simulator.ring..",
                "org.farandole.simulator.executor..",
                "org.farandole.simulator.policy..",
                "org.farandole.simulator.fault..",
                "org.farandole.simulator.check..",
                "org.farandole.simulator.watch.."
            })
    void theCoresDoNoIoAndHaveNoClock(String core) {
        noClasses()
                .that()
                .resideInAPackage(core)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "org.apache.kafka..",
                        "jakarta..",
                        "java.net.http..",
                        "java.sql..",
                        "java.util.concurrent.locks..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.time.Clock.class, Thread.class, java.util.Timer.class, java.util.concurrent.Executor.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .check(ALL);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Common)$")
                .orShould()
                .resideInAnyPackage("..common..", "..util..", "..utils..", "..misc..")
                .check(ALL);
    }

    @Test
    void dependenciesComeByTheConstructor() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(ALL);
    }

    @Test
    void everyPackageSaysThatNullIsMarked() {
        classes().should(beInANullMarkedPackage()).check(ALL);
    }

    @Test
    void noFileIsTooLongToRead() {
        List<String> tooLong = MODULES.stream()
                .flatMap(module -> sources(ROOT.resolve(module).resolve("src/main/java")))
                .filter(file -> lines(file) > 350)
                .map(file -> ROOT.relativize(file) + ": " + lines(file) + " lines")
                .toList();
        assertThat(tooLong).isEmpty();
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                events.add(new SimpleConditionEvent(
                        item, marked, item.getPackageName() + " has no @NullMarked package-info"));
            }
        };
    }

    private static Stream<Path> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
