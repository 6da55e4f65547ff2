package io.adot.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The rules of {@code docs/architecture.md} about what the rooms may know of each other and of the
 * world.
 */
@AnalyzeClasses(packages = "io.adot.operator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "io.adot.operator.api..",
    "io.adot.operator.finding..",
    "io.adot.operator.config..",
    "io.adot.operator.component..",
    "io.adot.operator.render..",
    "io.adot.operator.assessment..",
    "io.adot.operator.preflight..",
    "io.adot.operator.rbac..",
    "io.adot.operator.conversion..",
    "io.adot.operator.offline..",
    "io.adot.operator.diagnosis..",
    "io.adot.operator.status.."
  };

  @ArchTest
  static final ArchRule onlyTheRuntimeKnowsJosdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.adot.operator.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule onlyAwsKnowsTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.adot.operator.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule theCoreHasNoClients =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .and()
          .doNotHaveSimpleName("OpenTelemetryCollector")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "java.util.concurrent..");

  @ArchTest
  static final ArchRule theCoreHasNoClocksDiceOrSurroundings =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random");

  @ArchTest
  static final ArchRule aConfigurationKnowsNoKubernetes =
      noClasses()
          .that()
          .resideInAnyPackage("io.adot.operator.config..", "io.adot.operator.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule convergingKnowsNoCollectors =
      noClasses()
          .that()
          .resideInAPackage("io.adot.operator.converge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.adot.operator.api..",
              "io.adot.operator.config..",
              "io.adot.operator.component..",
              "io.adot.operator.render..",
              "io.adot.operator.preflight..");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("io.adot.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager");
}
