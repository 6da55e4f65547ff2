package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings.Watched;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a collector with the labels {@code team=x}, {@code tier=} and {@code weight=5}. */
class ScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "team",
        "team=x",
        " team == x ",
        "tier=",
        "team!=y",
        "cost!=y",
        "!cost",
        "team in (x, y)",
        "tier in (,a)",
        "team notin (y,z),tier",
        "cost notin (y)",
        "weight>4,weight<6",
        "team in (x,y),!cost,team=x"
      })
  void itLooksAfterWhatMatches(String selector) {
    assertThat(scope(selector).passesBy(collector())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!team",
        "team=y",
        "team=",
        "cost",
        "cost=y",
        "team!=x",
        "team in (y,z)",
        "cost in (y)",
        "team notin (x)",
        "weight>5",
        "team>4",
        "cost<4",
        "team=x,cost",
        "team in (x",
      })
  void itPassesByWhatDoesNot(String selector) {
    assertThat(scope(selector).passesBy(collector()))
        .contains("its labels do not match --watch-selector=" + selector);
  }

  @Test
  void namespacesComeFirst() {
    Scope scope = new Scope(new Watched(Set.of("b", "a"), "team=y"));

    assertThat(scope.passesBy(collector()))
        .contains("namespace obs is not in --watch-namespaces=a,b");
    assertThat(new Scope(new Watched(Set.of("obs", "a"), "")).passesBy(collector())).isEmpty();
  }

  private static Scope scope(String selector) {
    return new Scope(new Watched(Set.of(), selector));
  }

  private static OpenTelemetryCollector collector() {
    OpenTelemetryCollector collector = new OpenTelemetryCollector();
    collector.getMetadata().setNamespace("obs");
    collector.getMetadata().setLabels(Map.of("team", "x", "tier", "", "weight", "5"));
    return collector;
  }
}
