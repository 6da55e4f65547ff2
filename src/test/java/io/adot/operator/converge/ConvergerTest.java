package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.Convergence.Cause;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvergerTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final String OWNER = "uid-1";

  private final Cluster cluster = new Cluster();
  private final Converger converger =
      new Converger(
          cluster,
          cluster,
          (object, other) -> object.name().equals("needs-" + other.name()),
          SERIALIZATION);

  @Test
  void createsWhatIsNotThereAndThenIsContent() {
    HasMetadata desired = configMap("a", "1", OWNER);

    assertThat(converge(desired).applied()).hasSize(1);
    assertThat(converge(desired)).isEqualTo(Convergence.NONE);
    assertThat(cluster.calls).containsExactly("read a", "apply a");
  }

  @Test
  void appliesAChangeOfTheDesiredObject() {
    converge(configMap("a", "1", OWNER));

    assertThat(converge(configMap("a", "2", OWNER)).applied()).hasSize(1);
  }

  @Test
  void afterARestartComparesWithWhatItOwnsAndWritesNothing() {
    cluster.cached.put("a", live("a", "1", OWNER, "f:data: {f:key: {}}"));

    assertThat(converge(configMap("a", "1", OWNER))).isEqualTo(Convergence.NONE);
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void readsWhatTheCacheDoesNotKnowAndWritesOnlyIfItDiffers() {
    cluster.stored.put("a", live("a", "1", OWNER, "f:data: {f:key: {}}"));

    assertThat(converge(configMap("a", "1", OWNER))).isEqualTo(Convergence.NONE);
    assertThat(cluster.calls).containsExactly("read a");
  }

  @Test
  void repairsAFieldThatSomebodyElseTook() {
    cluster.cached.put("a", live("a", "edited", OWNER, "f:metadata: {f:labels: {f:x: {}}}"));

    assertThat(converge(configMap("a", "1", OWNER)).applied()).hasSize(1);
  }

  @Test
  void takesAwayAFieldThatItNoLongerWants() {
    cluster.cached.put("a", live("a", "1", OWNER, "f:data: {f:key: {}, f:other: {}}"));

    assertThat(converge(configMap("a", "1", OWNER)).applied()).hasSize(1);
  }

  @Test
  void neverSeizesAnObjectOfSomebodyElse() {
    HasMetadata theirs = configMap("a", "theirs", "uid-2");
    theirs.getMetadata().getOwnerReferences().get(0).setName("somebody");
    cluster.stored.put("a", theirs);

    Convergence outcome = converge(configMap("a", "1", OWNER), configMap("b", "1", OWNER));

    assertThat(outcome.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.cause()).isEqualTo(Cause.NAME_CONFLICT);
              assertThat(failure.message()).contains("ConfigMap ns/a").contains("left untouched");
            });
    assertThat(outcome.applied()).extracting(ObjectKey::name).containsExactly("b");
  }

  @Test
  void oneRefusalDoesNotStopTheOthersButPrunesNothing() {
    cluster.cached.put("old", live("old", "1", OWNER, "f:data: {f:key: {}}"));
    cluster.refuse = "a";

    Convergence outcome = converge(configMap("a", "1", OWNER), configMap("b", "1", OWNER));

    assertThat(outcome.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.cause()).isEqualTo(Cause.FORBIDDEN));
    assertThat(outcome.applied()).extracting(ObjectKey::name).containsExactly("b");
    assertThat(outcome.pruned()).isEmpty();
  }

  @Test
  void leavesAloneWhatNeedsSomethingThatWasRefused() {
    cluster.refuse = "a";

    Convergence outcome = converge(configMap("a", "1", OWNER), configMap("needs-a", "1", OWNER));

    assertThat(outcome.applied()).isEmpty();
    assertThat(outcome.failures()).hasSize(1);
    assertThat(cluster.calls).doesNotContain("apply needs-a");
  }

  @Test
  void waitsForWhatAnEarlierOwnerOfTheSameNameLeft() {
    cluster.stored.put("a", configMap("a", "theirs", "uid-before"));

    assertThat(converge(configMap("a", "1", OWNER)).failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.cause()).isEqualTo(Cause.TRANSIENT);
              assertThat(failure.message()).contains("still being removed");
            });
  }

  @Test
  void repairsADriftAwayFromNothing() {
    HasMetadata live = live("a", "1", OWNER, "f:data: {f:key: {}}");
    ((ConfigMap) live).getData().put("empty", "theirs");
    cluster.cached.put("a", live);
    HasMetadata desired = configMap("a", "1", OWNER);
    ((ConfigMap) desired).getData().put("empty", "");

    assertThat(converge(desired).applied()).hasSize(1);
  }

  @Test
  void prunesWhatIsNoLongerDesiredAndNotKept() {
    cluster.cached.put("old", live("old", "1", OWNER, "f:data: {f:key: {}}"));
    cluster.cached.put("kept", live("kept", "1", OWNER, "f:data: {f:key: {}}"));

    Convergence outcome =
        converger.converge(
            OWNER,
            List.of(configMap("a", "1", OWNER)),
            object -> object.getMetadata().getName().equals("kept"));

    assertThat(outcome.pruned()).extracting(ObjectKey::name).containsExactly("old");
  }

  private Convergence converge(HasMetadata... desired) {
    return converger.converge(OWNER, List.of(desired), object -> false);
  }

  private static HasMetadata configMap(String name, String value, String owner) {
    return SERIALIZATION.unmarshal(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: %s
          namespace: ns
          ownerReferences:
          - {apiVersion: example/v1, kind: Owner, name: o, uid: %s, controller: true}
        data: {key: "%s"}
        """
            .formatted(name, owner, value));
  }

  private static HasMetadata live(String name, String value, String owner, String fields) {
    HasMetadata object =
        SERIALIZATION.unmarshal(
            SERIALIZATION.asYaml(configMap(name, value, owner)).replace("---\n", "")
                + "# end of the object itself\n");
    HasMetadata managed =
        SERIALIZATION.unmarshal(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: x
              managedFields:
              - manager: adot-operator
                operation: Apply
                fieldsType: FieldsV1
                fieldsV1: {%s, %s}
            """
                .formatted(
                    "f:metadata: {f:ownerReferences: {'k:{\"uid\":\"%s\"}': {}}}".formatted(owner),
                    fields.startsWith("f:metadata") ? "f:none: {}" : fields));
    object.getMetadata().setManagedFields(managed.getMetadata().getManagedFields());
    object.getMetadata().setResourceVersion("7");
    if (fields.contains("f:other")) {
      ((ConfigMap) object).getData().put("other", "stale");
    }
    return object;
  }

  /** A cluster of one kind that stores what it is given and remembers every call. */
  private static final class Cluster implements ObjectStore, LiveObjects {
    final Map<String, HasMetadata> stored = new HashMap<>();
    final Map<String, HasMetadata> cached = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    String refuse = "";
    private int version = 100;

    @Override
    public Optional<HasMetadata> read(HasMetadata like) {
      calls.add("read " + like.getMetadata().getName());
      return Optional.ofNullable(stored.get(like.getMetadata().getName()));
    }

    @Override
    public HasMetadata apply(HasMetadata desired) {
      String name = desired.getMetadata().getName();
      calls.add("apply " + name);
      if (name.equals(refuse)) {
        throw new KubernetesClientException("configmaps is forbidden", 403, null);
      }
      HasMetadata answer = SERIALIZATION.clone(desired);
      answer.getMetadata().setResourceVersion(String.valueOf(version++));
      stored.put(name, answer);
      return answer;
    }

    @Override
    public void delete(HasMetadata live) {
      calls.add("delete " + live.getMetadata().getName());
      cached.remove(live.getMetadata().getName());
    }

    @Override
    public Optional<HasMetadata> get(ObjectKey key) {
      return Optional.ofNullable(cached.get(key.name()));
    }

    @Override
    public Collection<HasMetadata> controlledBy(String ownerUid) {
      return List.copyOf(cached.values());
    }

    @Override
    public void written(HasMetadata answer) {
      cached.put(answer.getMetadata().getName(), answer);
    }
  }
}
