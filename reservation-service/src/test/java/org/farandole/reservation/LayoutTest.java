package org.farandole.reservation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Rules are plain Java; the packages depend on one another in one direction. */
class LayoutTest {

    private static final String BASE = "org.farandole.reservation.";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.farandole.reservation");

    @Test
    void readingAndNetworkKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "yaml", BASE + "expression", BASE + "manifest", BASE + "network")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io..",
                        "jakarta..",
                        "org.hibernate..",
                        "org.apache..",
                        "java.sql..",
                        "org.farandole.messaging..")
                .check(CODE);
    }

    @Test
    void theRulesOfBookingAreData() {
        classes()
                .that()
                .haveNameMatching(".*\\.booking\\.(ReservationLife|ReservationState|ReservationInput|ReservationEffect"
                        + "|Allocator|Allocation|Calendar|Taken|NodeChoice)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time",
                        "org.jspecify..",
                        "org.farandole.contracts..",
                        "org.farandole.reservation..")
                .check(CODE);
    }

    @Test
    void theRulesAskForNoTimeAndNoChance() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(booking\\.(ReservationLife|Allocator|Calendar|NodeChoice)|manifest\\..*|network\\..*)")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.Random|java\\.lang\\.Thread|java\\.time\\.Clock|.*\\.WallClock")
                .check(CODE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.farandole.reservation.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }
}
