package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdotVersionsTest {

  @ParameterizedTest(name = "{0} is contrib {1}")
  @CsvSource({
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.40.0,                  0.102.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3,                  0.117.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.45.1,                  0.131.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.46.0,                  0.141.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0,                  0.156.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.99.0,                  0.156.0",
    "public.ecr.aws/aws-observability/aws-otel-collector:v0.1.0,                   0.36.0",
    "mirror:5000/team/aws-otel-collector:v0.29.1@sha256:0123,                      0.76.3",
    "public.ecr.aws/aws-observability/aws-otel-collector:latest,                   0.156.0",
    "public.ecr.aws/aws-observability/aws-otel-collector@sha256:0123,              0.156.0",
    "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.158.0, 0.158.0",
    "otel/opentelemetry-collector-k8s:0.110.0,                                     0.110.0",
    "otel/opentelemetry-collector:0.90.1,                                          0.90.1",
    "mirror/our-collector:1.2.3,                                                   0.156.0",
    "'',                                                                           0.156.0"
  })
  @DisplayName("the contrib release behind an image")
  void contrib(String image, String contrib) {
    assertThat(AdotVersions.contrib(CollectorImage.parse(image))).hasToString(contrib);
  }
}
