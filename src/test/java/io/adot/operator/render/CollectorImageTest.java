package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;

/** Which image a collector runs, and in what form its configuration and arguments reach it. */
class CollectorImageTest {
  private static final String BEFORE = "registry.test/opentelemetry-collector:0.100.0";

  @Test
  void aCollectorThatNamesNoneFollowsTheOperatorsDefault() {
    OpenTelemetryCollector cr = ran(BEFORE, "upgradeStrategy: automatic");

    assertThat(CollectorSurroundings.image(cr, Facts.defaults()))
        .isEqualTo(Facts.defaults().collectorImage());
  }

  @Test
  void withoutUpgradesItStaysAtTheOneItWasGivenFirst() {
    OpenTelemetryCollector cr = ran(BEFORE, "upgradeStrategy: none");

    assertThat(CollectorSurroundings.image(cr, Facts.defaults())).isEqualTo(BEFORE);
    assertThat(CollectorSurroundings.image(ran("", "upgradeStrategy: none"), Facts.defaults()))
        .isEqualTo(Facts.defaults().collectorImage());
    assertThat(
            CollectorSurroundings.image(
                ran(BEFORE, "upgradeStrategy: none\nimage: mine:1"), Facts.defaults()))
        .isEqualTo("mine:1");
  }

  @Test
  void argumentsReachTheContainerInTheFormThatItsImageTakes() {
    OpenTelemetryCollector cr =
        Samples.collector(
            """
            image: registry.test/opentelemetry-collector:0.120.0
            args: {feature-gates: -component.UseLocalHostAsDefaultHost, log-level: debug, set: a=b}
            """);

    Rendering rendering = StoredCollectors.render(cr);

    assertThat(args(rendering)).containsExactly("--config=/conf/collector.yaml", "--set=a=b");
    assertThat(rendering.configText()).contains("logs:\n", "level: debug");
  }

  private static java.util.List<String> args(Rendering rendering) {
    HasMetadata workload = rendering.workload().orElseThrow();
    return ((Deployment) workload)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getArgs();
  }

  /** A collector that ran with an image before. */
  private static OpenTelemetryCollector ran(String image, String spec) {
    OpenTelemetryCollector cr = Samples.collector(spec);
    cr.setStatus(new OpenTelemetryCollectorStatus());
    cr.getStatus().setImage(image);
    return cr;
  }
}
