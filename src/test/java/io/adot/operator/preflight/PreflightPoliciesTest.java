package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Finding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightPoliciesTest {

  @ParameterizedTest
  @CsvSource({"warn, WARN", "Hold, HOLD", "OFF, OFF", "' hold ', HOLD"})
  void theAnnotationCounts(String text, PreflightPolicy policy) {
    assertThat(PreflightPolicies.of(annotated(text), PreflightPolicy.WARN))
        .isEqualTo(new PreflightPolicies(policy, java.util.List.of()));
  }

  @Test
  void withoutAnnotationTheOperatorsCounts() {
    OpenTelemetryCollector plain = new Situation().collector();

    assertThat(PreflightPolicies.of(plain, PreflightPolicy.HOLD).policy())
        .isEqualTo(PreflightPolicy.HOLD);
  }

  @Test
  void anUnknownValueIsReported() {
    PreflightPolicies read = PreflightPolicies.of(annotated("enforce"), PreflightPolicy.WARN);

    assertThat(read.policy()).isEqualTo(PreflightPolicy.WARN);
    assertThat(read.findings())
        .extracting(Finding::text)
        .containsExactly(
            "`metadata.annotations[adot.io/preflight]`: \"enforce\" is no policy, warn is used;"
                + " set it to warn, hold or off, or remove it (OTC1104)");
  }

  @Test
  void switchedOffNothingIsKnown() {
    Verdicts skipped = Preflight.skipped();

    assertThat(skipped.permissions().outcome()).isEqualTo(Verdict.Outcome.UNKNOWN);
    assertThat(skipped.permissions().reason()).isEqualTo(Reason.Skipped);
    assertThat(skipped.awsIdentity().reason()).isEqualTo(Reason.Skipped);
    assertThat(skipped.apiAccess().reason()).isEqualTo(Reason.Skipped);
  }

  private static OpenTelemetryCollector annotated(String value) {
    OpenTelemetryCollector cr = new Situation().collector();
    cr.getMetadata().setAnnotations(Map.of(PreflightPolicies.ANNOTATION, value));
    return cr;
  }
}
