package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.adot.operator.converge.Inheritance.Heir;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InheritanceTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final Heir NEW = new Heir("uid-1", "us", true);
  private static final Heir KEPT = new Heir("uid-1", "us", false);

  @Test
  void whatTheMakerWroteBecomesOurs() {
    assertThat(taken("{}", OWNED_BY_MAKER, KUBECTL, CONTROLLER, ROLE_OF_AN_ACCOUNT))
        .hasValueSatisfying(
            entries -> {
              assertThat(entries)
                  .extracting(ManagedFieldsEntry::getManager)
                  .containsExactly("kubectl-edit", "kube-controller-manager", "eksctl", "us");
              ManagedFieldsEntry ours = entries.get(3);
              assertThat(ours.getOperation()).isEqualTo("Apply");
              assertThat(fields(ours).at("/f:metadata/f:labels").has("f:stale")).isTrue();
              assertThat(fields(ours).at("/f:metadata/f:ownerReferences").isEmpty()).isFalse();
            });
  }

  @Test
  void itIsLaidOverWhatWeHaveAlready() {
    assertThat(taken("{}", OURS, OWNED_BY_MAKER))
        .hasValueSatisfying(
            entries -> {
              assertThat(entries).hasSize(1);
              JsonNode ours = fields(entries.get(0));
              assertThat(ours.at("/f:metadata/f:labels").has("f:stale")).isTrue();
              assertThat(ours.at("/f:metadata/f:labels").has("f:new")).isTrue();
            });
  }

  @Test
  void aLaterWriteOfAnEarlierOperatorIsFoundByItsName() {
    assertThat(taken("{spec: {replicas: 2}}", OURS, KNOWN)).isPresent();
    assertThat(taken("{spec: {containers: [{name: a, image: x}]}}", OURS, KNOWN_ITEM)).isPresent();
  }

  @Test
  void whoeverIsCalledSoButWritesOtherThingsIsLeftInPeaceOnceWeApplied() {
    String desired = "{metadata: {annotations: {ours: x}, labels: {new: x}}, spec: {replicas: 2}}";

    assertThat(taken(desired, OURS, BYSTANDER)).isEmpty();
    assertThat(taken("{spec: {containers: [{name: b, image: x}]}}", OURS, KNOWN_ITEM)).isEmpty();
    assertThat(taken(desired, BYSTANDER)).as("before we applied it").isPresent();
  }

  @Test
  void nobodyIsToldByNameOnceTheObjectIsLookedAfter() {
    JsonNode desired = tree("{spec: {replicas: 2}}");
    HasMetadata live = live(OURS, NAMESAKE);

    assertThat(Inheritance.taken(live, NEW, desired, true)).isPresent();
    assertThat(Inheritance.taken(live, KEPT, desired, true)).isEmpty();
    assertThat(Inheritance.taken(live, KEPT, desired, false)).as("pods change").isEmpty();
    assertThat(Inheritance.taken(live(OURS, OWNED_BY_MAKER), KEPT, desired, true))
        .as("told by its deed")
        .isPresent();
  }

  @Test
  void thereIsNothingToTakeFromThirdParties() {
    assertThat(taken("{}", OURS, KUBECTL, CONTROLLER, ROLE_OF_AN_ACCOUNT)).isEmpty();
  }

  @Test
  void labelsAndAnnotationsOfPodsAreLeftUntilThePodsChangeAnyway() {
    String desired = "{spec: {template: {metadata: {annotations: {hash: x}}}}}";

    Optional<List<ManagedFieldsEntry>> sparing = taken(desired, TEMPLATE);

    assertThat(sparing)
        .hasValueSatisfying(
            entries -> {
              assertThat(entries)
                  .extracting(ManagedFieldsEntry::getManager)
                  .containsExactly("adot-operator-left-behind", "us");
              assertThat(fields(entries.get(0)))
                  .isEqualTo(
                      tree(
                          "{f:spec: {f:template: {f:metadata: {f:annotations: {f:lingering: {}}}}}}"));
              JsonNode annotations =
                  fields(entries.get(1)).at("/f:spec/f:template/f:metadata/f:annotations");
              assertThat(annotations.has("f:hash")).isTrue();
              assertThat(annotations.has("f:lingering")).isFalse();
            });
  }

  @Test
  void whatWasSparedIsNoReasonToWriteAgain() {
    assertThat(taken("{spec: {template: {metadata: {}}}}", OURS, SPARED)).isEmpty();
  }

  @Test
  void whatWasSparedGoesWhenThePodsChange() {
    HasMetadata live = live(OURS, SPARED);

    assertThat(Inheritance.taken(live, KEPT, tree("{}"), false))
        .hasValueSatisfying(entries -> assertThat(entries).hasSize(1));
  }

  @Test
  void takenButNotAppliedIsNotApplied() {
    assertThat(Inheritance.isApplied(live(OURS), "us")).isTrue();
    assertThat(Inheritance.isApplied(live(OWNED_BY_MAKER), "us")).isFalse();
    assertThat(Inheritance.isApplied(live(TAKEN), "us")).isFalse();
  }

  private static Optional<List<ManagedFieldsEntry>> taken(String desired, String... entries) {
    return Inheritance.taken(live(entries), NEW, tree(desired), true);
  }

  private static HasMetadata live(String... entries) {
    return SERIALIZATION.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: x
          managedFields: [%s]
        """
            .formatted(String.join(",", entries)));
  }

  private static JsonNode fields(ManagedFieldsEntry entry) {
    return new ObjectMapper().valueToTree(entry.getFieldsV1());
  }

  private static JsonNode tree(String yaml) {
    try {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static String entry(String manager, String operation, String fields) {
    return "{manager: %s, operation: %s, apiVersion: apps/v1, fieldsType: FieldsV1, fieldsV1: %s}"
        .formatted(manager, operation, fields);
  }

  private static final String OWNED_BY_MAKER =
      entry(
          "upstream",
          "Update",
          "{f:metadata: {f:labels: {f:stale: {}}, f:ownerReferences: {'k:{\"uid\":\"uid-1\"}': {}}}}");
  private static final String OURS =
      entry("us", "Apply", "{f:metadata: {f:labels: {f:new: {}}}, f:spec: {f:replicas: {}}}");
  private static final String TAKEN =
      entry("us", "Apply", "{f:spec: {f:template: {f:spec: {f:restartPolicy: {}}}}}");
  private static final String KNOWN = entry("manager", "Update", "{f:spec: {f:replicas: {}}}");
  private static final String KNOWN_ITEM =
      entry(
          "manager",
          "Update",
          "{f:spec: {f:containers: {'k:{\"name\":\"a\"}': {.: {}, f:image: {}}}}}");
  private static final String BYSTANDER =
      entry("manager", "Update", "{f:metadata: {f:annotations: {.: {}, f:backup: {}}}}");
  private static final String KUBECTL = entry("kubectl-edit", "Update", "{f:spec: {f:paused: {}}}");
  private static final String CONTROLLER =
      entry("kube-controller-manager", "Update", "{f:metadata: {f:annotations: {f:rev: {}}}}");
  private static final String ROLE_OF_AN_ACCOUNT =
      entry("eksctl", "Update", "{f:metadata: {f:annotations: {f:role: {}}}}");
  private static final String TEMPLATE =
      entry(
          "upstream",
          "Update",
          "{f:metadata: {f:ownerReferences: {'k:{\"uid\":\"uid-1\"}': {}}}, f:spec: {f:template: "
              + "{f:metadata: {f:annotations: {.: {}, f:hash: {}, f:lingering: {}}}}}}");
  private static final String SPARED =
      entry(
          "adot-operator-left-behind",
          "Update",
          "{f:spec: {f:template: {f:metadata: {f:annotations: {f:lingering: {}}}}}}");
  private static final String NAMESAKE =
      entry(
          "manager",
          "Update",
          "{f:metadata: {f:annotations: {f:theirs: {}}}, f:spec: {f:replicas: {}, f:template: "
              + "{f:metadata: {f:annotations: {f:theirs: {}}}}}}");
}
