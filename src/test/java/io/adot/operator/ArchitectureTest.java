package io.adot.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of {@code docs/architecture.md} about what the rooms may know of each other and of the world. */
@AnalyzeClasses(
    packages = "io.adot.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "..api..", "..finding..", "..config..", "..component..", "..render..", "..preflight..", "..status.."
  };

  @ArchTest
  static final ArchRule onlyTheRuntimeKnowsJosdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule onlyAwsKnowsTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..aws..")
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
          .resideInAnyPackage("..config..", "..aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule convergingKnowsNoCollectors =
      noClasses()
          .that()
          .resideInAPackage("..converge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..api..", "..config..", "..component..", "..render..", "..preflight..");

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
