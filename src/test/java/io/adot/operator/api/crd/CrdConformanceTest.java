package io.adot.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Our CRD against the Go operator's, path by path and word by word. Every difference is deliberate
 * and stands, with its reason, in {@code crd-differences.tsv}: {@code -} for what only the Go
 * operator's has, {@code +} for what only ours has.
 */
class CrdConformanceTest {

  @Test
  void everyDifferenceFromTheGoOperatorIsListedWithItsReason() {
    Map<String, Set<String>> ours =
        SchemaPaths.of(
            CrdFile.schema(CrdFile.OPEN_TELEMETRY_COLLECTORS.generate(KubernetesFacts.load())));
    Map<String, Set<String>> theirs = UpstreamFields.v1beta1();
    Set<String> listed = new TreeSet<>();
    for (List<String> row : KubernetesFacts.table("crd-differences.tsv")) {
      assertThat(row.get(2)).as("reason of " + row).isNotBlank();
      listed.add(row.get(0) + "\t" + row.get(1));
    }

    assertThat(differences(theirs, ours)).containsExactlyElementsOf(listed);
  }

  @Test
  void everyDescriptionOfAKubernetesTypeIsUsed() {
    KubernetesFacts facts = KubernetesFacts.load();

    CrdFile.OPEN_TELEMETRY_COLLECTORS.generate(facts);

    assertThat(facts.unusedDescriptions()).isEmpty();
  }

  private static Set<String> differences(
      Map<String, Set<String>> theirs, Map<String, Set<String>> ours) {
    Set<String> differences = new TreeSet<>();
    Set<String> paths = new TreeSet<>(theirs.keySet());
    paths.addAll(ours.keySet());
    for (String path : paths) {
      Set<String> their = theirs.getOrDefault(path, Set.of());
      Set<String> our = ours.getOrDefault(path, Set.of());
      their.stream()
          .filter(word -> !our.contains(word))
          .forEach(word -> differences.add(path + "\t-" + word));
      our.stream()
          .filter(word -> !their.contains(word))
          .forEach(word -> differences.add(path + "\t+" + word));
    }
    return differences;
  }
}
