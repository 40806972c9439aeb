package io.ledgersync.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The habits of the house that a compiler does not see. */
class ArchitectureTest {
    private static final String[] SPEAK_WITH_KAFKA = {
        "io.ledgersync.wire..",
        "io.ledgersync.outbox..",
        "io.ledgersync.kit.event..",
        "io.ledgersync.kit.flow..",
        "io.ledgersync.kit.run..",
        "io.ledgersync.kit.slice..",
        "io.ledgersync.kit.take..",
        "io.ledgersync.link.publish..",
        "io.ledgersync.orchestrator.flow..",
        "io.ledgersync.store.project..",
        "io.ledgersync.gateway.live.."
    };
    private static final String[] FOR_TESTS_AND_LAPTOPS = {
        "io.ledgersync.embedded..", "io.ledgersync.allinone..", "io.ledgersync.bench..", "io.ledgersync.tck.."
    };

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ledgersync");
        // Rules about nothing hold too.
        assertThat(product).hasSizeGreaterThan(500);
    }

    private static void holds(ArchRule rule) {
        rule.check(product);
    }

    @Test
    void theContractAndTheWireKnowNoSpring() {
        holds(noClasses()
                .that()
                .resideInAnyPackage("io.ledgersync.contract..", "io.ledgersync.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.."));
    }

    @Test
    void servicesKnowNothingOfEachOther() {
        holds(slices().matching("io.ledgersync.(link|orchestrator|store|gateway|xero|qbo)..")
                .should()
                .notDependOnEachOther());
    }

    @Test
    void whatEverybodySharesKnowsNoService() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.ledgersync.contract..",
                        "io.ledgersync.wire..",
                        "io.ledgersync.outbox..",
                        "io.ledgersync.kit..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.ledgersync.link..")
                        .or(resideInAPackage("io.ledgersync.orchestrator.."))
                        .or(resideInAPackage("io.ledgersync.store.."))
                        .or(resideInAPackage("io.ledgersync.gateway.."))
                        .or(resideInAPackage("io.ledgersync.xero.."))
                        .or(resideInAPackage("io.ledgersync.qbo.."))
                        .or(resideInAPackage("io.ledgersync.allinone.."))));
    }

    @Test
    void connectorsSeeOnlyWhatTheKitShowsThem() {
        holds(noClasses()
                .that()
                .resideInAnyPackage("io.ledgersync.xero..", "io.ledgersync.qbo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ledgersync.kit.event..",
                        "io.ledgersync.kit.run..",
                        "io.ledgersync.kit.slice..",
                        "io.ledgersync.kit.call..",
                        "io.ledgersync.kit.take.."));
    }

    @Test
    void onlyWhoSpeaksWithKafkaKnowsItsClients() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(SPEAK_WITH_KAFKA)
                .and()
                .resideOutsideOfPackages(FOR_TESTS_AND_LAPTOPS)
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka..")));
    }

    @Test
    void onlyWhoWritesOrReadsAnyEventKnowsAvro() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(SPEAK_WITH_KAFKA)
                .and()
                .resideOutsideOfPackages(FOR_TESTS_AND_LAPTOPS)
                .and()
                .resideOutsideOfPackages(
                        "io.ledgersync.contract..",
                        "io.ledgersync.kit",
                        "io.ledgersync.xero.ask..",
                        "io.ledgersync.qbo.ask..",
                        "io.ledgersync.store.entity..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.avro..")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kit", "xero", "qbo", "link", "orchestrator", "store", "gateway", "sandbox", "outbox", "allinone"
            })
    void packagesOfAModuleHaveNoCycles(String module) {
        holds(slices().matching("io.ledgersync." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true));
    }

    @Test
    void timeIsPassedIn() {
        holds(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Application")
                .and()
                .resideOutsideOfPackage("io.ledgersync.bench..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        holds(noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class));
    }

    @Test
    void moneyIsNeverFloating() {
        holds(fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "io.ledgersync.contract..",
                        "io.ledgersync.kit..",
                        "io.ledgersync.xero..",
                        "io.ledgersync.qbo..",
                        "io.ledgersync.store..")
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .andShould()
                .notHaveRawType(Double.class)
                .andShould()
                .notHaveRawType(Float.class));
    }
}
