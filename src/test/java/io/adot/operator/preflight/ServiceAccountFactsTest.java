package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAccountFactsTest {

  @ParameterizedTest
  @CsvSource({
    "adot-collector, true",
    "9, true",
    "a.b-c.d, true",
    "'', false",
    "Adot, false",
    "-a, false",
    "a-, false",
    "a..b, false",
    "a.-b, false",
    "../secrets/x, false",
    "a/b, false"
  })
  void knowsWhatAServiceAccountCanBeCalled(String name, boolean possible) {
    assertThat(ServiceAccountFacts.isName(name)).isEqualTo(possible);
  }

  @ParameterizedTest
  @CsvSource({"253, true", "254, false"})
  void knowsHowLongANameMayBe(int length, boolean possible) {
    assertThat(ServiceAccountFacts.isName("x".repeat(length))).isEqualTo(possible);
  }
}
