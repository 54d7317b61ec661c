package org.farandole.placement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LayoutTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.farandole.placement");

    @Test
    void placementIsPlainJavaWithTheSolver() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.farandole.placement..",
                        "org.chocosolver..",
                        "org.jspecify..",
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream")
                .check(classes);
    }

    @Test
    void placementHasNoClockThreadOrChanceOfItsOwn() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Thread.class)
                .check(classes);
    }

    @Test
    void theCheckerSharesNothingWithThePlannersReckoning() {
        noClasses()
                .that()
                .resideInAPackage("..check..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are the planner's own",
                        other -> other.getPackageName().equals("org.farandole.placement")
                                && !other.getModifiers()
                                        .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)))
                .check(classes);
    }
}
