package io.adot.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is configured, a collector reads just that, and one configuration has one text. */
class GoYamlPropertiesTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void collectorReadsWhatWasConfigured(@ForAll("configs") ObjectNode config) {
    assertThat(CollectorYaml.read(GoConfig.of(config).yaml()))
        .isEqualTo(CollectorYaml.comparable(config));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void orderOfKeysMattersNeitherToTextNorToHash(@ForAll("configs") ObjectNode config) {
    ObjectNode reversed = reversed(config);

    assertThat(GoConfig.of(reversed).yaml()).isEqualTo(GoConfig.of(config).yaml());
    assertThat(GoConfig.of(reversed).hash()).isEqualTo(GoConfig.of(config).hash());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void writingChangesNothing(@ForAll("configs") ObjectNode config) {
    ObjectNode before = config.deepCopy();

    GoConfig.of(config).yaml();
    GoConfig.of(config).hash();

    assertThat(config).isEqualTo(before);
  }

  @Provide
  Arbitrary<ObjectNode> configs() {
    return JsonTrees.configs();
  }

  private static ObjectNode reversed(ObjectNode map) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(map.properties());
    Collections.reverse(entries);
    ObjectNode reversed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : entries) {
      JsonNode value = entry.getValue();
      reversed.set(entry.getKey(), value instanceof ObjectNode inner ? reversed(inner) : value);
    }
    return reversed;
  }
}
