package org.farandole.placement;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
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
                        "java.math",
                        "java.nio.charset",
                        "java.security",
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
                .resideInAPackage("..placement.check..")
                .should()
                .dependOnClassesThat(resideInAPackage("..placement.search..").or(arePlacementsOwn()))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.chocosolver..")
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> arePlacementsOwn() {
        return describe(
                "are not public, in another package of placement",
                other -> other.getPackageName().startsWith("org.farandole.placement")
                        && !other.getPackageName().endsWith(".check")
                        && !other.getModifiers().contains(JavaModifier.PUBLIC));
    }
}
