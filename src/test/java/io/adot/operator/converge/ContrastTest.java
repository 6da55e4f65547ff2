package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # desired                      | owned              | live                                 | is seen as
          {a: 1}                         | {a: 1}             | {a: 1, b: 2}                         | {a: 1}
          {a: 1}                         | {a: 1, b: 2}       | {a: 1, b: 2}                         | {a: 1, b: 2}
          {a: 1}                         | {}                 | {a: 2, b: 2}                         | {a: 2}
          {a: 1, c: ''}                  | {a: 1}             | {a: 1}                               | {a: 1, c: ''}
          {a: 1, c: x}                   | {a: 1}             | {a: 1}                               | {a: 1}
          {limits: {cpu: 1000m}}         | {limits: {cpu: '1'}} | {limits: {cpu: '1'}}               | {limits: {cpu: 1000m}}
          {limits: {cpu: 1000m, x: '1'}} | {limits: {cpu: '1'}} | {limits: {cpu: '1'}}               | {limits: {cpu: 1000m}}
          {l: [{name: a, v: 1}]}         | {l: [{name: a, v: 2}]} | {l: [{name: z}, {name: a, v: 2, d: 1}]} | {l: [{name: a, v: 2}]}
          {l: [{name: a}]}               | {l: [{name: a}, {name: b}]} | {l: [{name: a}, {name: b}]} | {l: [{name: a}, {name: b}]}
          {l: [x, y]}                    | {l: [x]}           | {l: [x]}                             | {l: [x]}
          {ports: [{name: a}, {name: b}]} | {ports: [{name: b}]} | {ports: [{name: b}]}              | {ports: [{name: b}]}
          """)
  void onlyWhatApplyingWouldSetOrTakeAway(String desired, String owned, String live, String seen) {
    assertThat(Contrast.of(tree(desired), tree(owned), tree(live), false)).isEqualTo(tree(seen));
  }

  @Test
  void ofWhatIsInheritedDefaultsAreLeftOutButNotLabels() {
    JsonNode live = tree("{metadata: {labels: {stale: x}}, spec: {revisionHistoryLimit: 10}}");

    assertThat(Contrast.of(tree("{metadata: {labels: {}}, spec: {}}"), live, live, true))
        .isEqualTo(tree("{metadata: {labels: {stale: x}}, spec: {}}"));
  }

  private static JsonNode tree(String yaml) {
    return new KubernetesSerialization().unmarshal("---\n" + yaml, JsonNode.class);
  }
}
