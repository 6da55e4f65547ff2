package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.Convergence.Cause;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
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
          (desired, live) -> cluster.adopts,
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
  void takesOverWhatAnEarlierOperatorMadeOnceAndThenAppliesIt() {
    HasMetadata theirs = live("a", "1", OWNER, "f:data: {f:key: {}}");
    theirs
        .getMetadata()
        .getManagedFields()
        .forEach(
            entry -> {
              entry.setManager("upstream");
              entry.setOperation("Update");
              entry.setApiVersion("v1");
            });
    cluster.cached.put("a", theirs);

    assertThat(converge(configMap("a", "1", OWNER)).applied()).hasSize(1);
    assertThat(cluster.calls).containsExactly("record a", "apply a");
    assertThat(converge(configMap("a", "1", OWNER))).isEqualTo(Convergence.NONE);
  }

  /** It forgets when it stands aside for the Go operator, which may have changed anything then. */
  @Test
  void takesWhatIsWrittenUnderTheNameOfAnEarlierOperatorOnlyAtItsFirstLook() {
    HasMetadata desired = configMap("a", "1", OWNER);
    converge(desired);
    cluster.calls.clear();

    cluster.cached.put("a", editedByManager("8"));
    assertThat(converge(desired).applied()).hasSize(1);
    assertThat(cluster.calls).as("ordinary drift").containsExactly("apply a");

    converger.forget(OWNER);
    cluster.cached.put("a", editedByManager("9"));
    assertThat(converge(desired).applied()).hasSize(1);
    assertThat(cluster.calls).containsExactly("apply a", "record a", "apply a");
  }

  private static HasMetadata editedByManager(String version) {
    HasMetadata live = live("a", "theirs", OWNER, "f:data: {}");
    ManagedFieldsEntry theirs = new ManagedFieldsEntry();
    theirs.setManager("manager");
    theirs.setOperation("Update");
    theirs.setApiVersion("v1");
    FieldsV1 fields = new FieldsV1();
    fields.setAdditionalProperty("f:data", Map.of("f:key", Map.of()));
    theirs.setFieldsV1(fields);
    live.getMetadata().getManagedFields().add(theirs);
    live.getMetadata().setResourceVersion(version);
    return live;
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
              assertThat(failure.cause()).isEqualTo(Cause.WAITING);
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

  @Test
  void makesAnewWhatCannotBeChanged() {
    liveAndImmutable("a");

    Convergence outcome = converge(configMap("a", "2", OWNER));

    assertThat(cluster.calls)
        .containsExactly("apply a", "rehearse a", "delete a", "read a", "apply a");
    assertThat(outcome.applied()).extracting(ObjectKey::name).containsExactly("a");
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.recreations())
        .singleElement()
        .satisfies(
            recreation -> {
              assertThat(recreation.key().name()).isEqualTo("a");
              assertThat(recreation.adopted()).isFalse();
              assertThat(recreation.fields()).containsExactly("data");
            });
  }

  @Test
  void whatItOwnsIsLeftForTheNewOneToAdoptWhichWaitsForTheTiesToBeCut() {
    liveAndImmutable("a");
    cluster.adopts = true;

    Convergence first = converge(configMap("a", "2", OWNER));
    Convergence second = converge(configMap("a", "2", OWNER));

    assertThat(first.recreations())
        .singleElement()
        .satisfies(r -> assertThat(r.adopted()).isTrue());
    assertThat(List.of(first, second))
        .allSatisfy(
            outcome ->
                assertThat(outcome.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.WAITING)));
    assertThat(second.recreations()).isEmpty();
    assertThat(cluster.calls).containsExactly("apply a", "rehearse a", "delete alone a", "read a");

    cluster.remove("a");
    assertThat(converge(configMap("a", "2", OWNER)).applied()).hasSize(1);
  }

  @Test
  void leavesAloneWhatCouldNotBeMadeAnew() {
    liveAndImmutable("a");
    cluster.refuseToCreate = "a";

    Convergence outcome = converge(configMap("a", "2", OWNER));

    assertThat(cluster.calls).containsExactly("apply a", "rehearse a");
    assertThat(outcome.recreations()).isEmpty();
    assertThat(outcome.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.cause()).isEqualTo(Cause.INVALID);
              assertThat(failure.message()).contains("spec.image");
            });
  }

  @Test
  void doesNotMakeTheSameAnewForEver() {
    liveAndImmutable("a");
    converge(configMap("a", "2", OWNER));
    cluster.cached.put("a", live("a", "changed on its way in", OWNER, "f:data: {f:key: {}}"));

    Convergence outcome = converge(configMap("a", "2", OWNER));

    assertThat(outcome.recreations()).isEmpty();
    assertThat(outcome.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.INVALID));
  }

  @Test
  void takesBackWhatADeletedOwnerOfItsNameLeftBehind() {
    HasMetadata orphan = live("a", "1", OWNER, "f:data: {f:key: {}}");
    orphan.getMetadata().setOwnerReferences(List.of());
    cluster.stored.put("a", orphan);

    assertThat(converge(configMap("a", "1", OWNER)).applied()).hasSize(1);
  }

  @Test
  void waitsForAnObjectThatIsBeingDeleted() {
    HasMetadata leaving = live("a", "1", OWNER, "f:data: {f:key: {}}");
    leaving.getMetadata().setDeletionTimestamp("2026-03-01T12:00:00Z");
    cluster.cached.put("a", leaving);

    assertThat(converge(configMap("a", "2", OWNER)).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.WAITING));
    assertThat(cluster.calls).isEmpty();
  }

  @Test
  void inANamespaceThatGoesAwayItTriesNoMoreThanOnce() {
    cluster.ending = true;

    Convergence outcome =
        converge(
            configMap("a", "1", OWNER), configMap("b", "1", OWNER), configMap("c", "1", OWNER));

    assertThat(outcome.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.WAITING));
    assertThat(cluster.calls).containsExactly("read a", "apply a");
  }

  private void liveAndImmutable(String name) {
    HasMetadata live = live(name, "1", OWNER, "f:data: {f:key: {}}");
    live.getMetadata().setUid("uid-of-" + name);
    cluster.cached.put(name, live);
    cluster.stored.put(name, live);
    cluster.immutable = name;
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
    String refuseToCreate = "";
    String immutable = "";
    boolean ending;
    boolean adopts;
    private int version = 100;

    void remove(String name) {
      stored.remove(name);
      cached.remove(name);
    }

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
      if (ending) {
        throw new KubernetesClientException(
            "unable to create new content in namespace ns because it is being terminated",
            403,
            null);
      }
      if (name.equals(immutable) && stored.containsKey(name)) {
        throw new KubernetesClientException("data: Invalid value: field is immutable", 422, null);
      }
      HasMetadata answer = SERIALIZATION.clone(desired);
      answer.getMetadata().setResourceVersion(String.valueOf(version++));
      stored.put(name, answer);
      return answer;
    }

    @Override
    public HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields) {
      calls.add("record " + live.getMetadata().getName());
      HasMetadata answer = SERIALIZATION.clone(live);
      answer.getMetadata().setManagedFields(managedFields);
      answer.getMetadata().setResourceVersion(String.valueOf(version++));
      stored.put(live.getMetadata().getName(), answer);
      return answer;
    }

    @Override
    public void rehearse(HasMetadata desired) {
      calls.add("rehearse " + desired.getMetadata().getName());
      if (desired.getMetadata().getName().equals(refuseToCreate)) {
        throw new KubernetesClientException("spec.image: Required value", 422, null);
      }
    }

    @Override
    public void delete(HasMetadata live) {
      calls.add("delete " + live.getMetadata().getName());
      remove(live.getMetadata().getName());
    }

    @Override
    public void deleteAlone(HasMetadata live) {
      calls.add("delete alone " + live.getMetadata().getName());
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
