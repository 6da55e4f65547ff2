package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectorMetersTest {
  private static final ResourceID ADOT = new ResourceID("adot", "other");
  private static final Finding UNUSED =
      new Finding(FindingCode.OTC1006, "spec.config.receivers.a", "no pipeline uses it", "");

  private final OperatorMetrics metrics = new OperatorMetrics("1.0");

  @Test
  void findingsAreCountedByTheirCode() {
    Finding other = new Finding(FindingCode.OTC1006, "spec.config.receivers.b", "same", "");
    Finding error = new Finding(FindingCode.OTC1002, "spec.config", "names nothing", "");

    metrics.collectors().found(ADOT, List.of(UNUSED, other, error));

    assertThat(shown())
        .containsExactlyInAnyOrder(
            "otelcol_operator_resource_findings"
                + "{code=\"OTC1002\",name=\"adot\",namespace=\"other\",severity=\"error\"} 1.0",
            "otelcol_operator_resource_findings"
                + "{code=\"OTC1006\",name=\"adot\",namespace=\"other\",severity=\"info\"} 2.0");
  }

  @Test
  void whatWasMendedIsShownNoMore() {
    metrics.collectors().found(ADOT, List.of(UNUSED));
    metrics.collectors().found(ADOT, List.of());
    assertThat(shown()).isEmpty();

    metrics.collectors().found(ADOT, List.of(UNUSED));
    assertThat(shown()).hasSize(1);
    metrics.collectors().forget(ADOT);
    assertThat(shown()).isEmpty();
  }

  private Stream<String> shown() {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith("otelcol_operator_resource_findings{"));
  }
}
