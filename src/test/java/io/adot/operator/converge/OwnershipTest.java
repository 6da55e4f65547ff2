package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Owners that owner references cannot name. */
class OwnershipTest {
  private static final Map<String, String> IDENTITY =
      Map.of(
          "app.kubernetes.io/managed-by", "opentelemetry-operator",
          "app.kubernetes.io/part-of", "opentelemetry",
          "app.kubernetes.io/component", "opentelemetry-collector",
          "app.kubernetes.io/instance", "c.a-b");

  @Test
  void theLabelCountsOnWhatWeApplied() {
    assertThat(Ownership.isControlledBy(role("uid-1", ApiObjectStore.FIELD_MANAGER), "uid-1"))
        .isTrue();
    assertThat(Ownership.isControlledBy(role("uid-1", ApiObjectStore.FIELD_MANAGER), "uid-2"))
        .isFalse();
    assertThat(Ownership.isControlledBy(role("uid-1", "kubectl-create"), "uid-1")).isFalse();
    assertThat(Ownership.isControlledBy(role("", ApiObjectStore.FIELD_MANAGER), "")).isFalse();
  }

  /** What an owner reference reaches has one, so a label on it was copied from elsewhere. */
  @Test
  void theLabelCountsOnRolesOnly() {
    HasMetadata workload =
        new DeploymentBuilder()
            .withMetadata(role("uid-1", ApiObjectStore.FIELD_MANAGER).getMetadata())
            .build();

    assertThat(Ownership.labelledOwner(workload)).isEmpty();
    assertThat(Ownership.isControlledBy(workload, "uid-1")).isFalse();
  }

  @Test
  void anOwnerReferenceSaysMoreThanTheLabel() {
    HasMetadata role = role("uid-1", ApiObjectStore.FIELD_MANAGER);
    role.getMetadata()
        .getOwnerReferences()
        .add(new OwnerReferenceBuilder().withUid("uid-2").withController(true).build());

    assertThat(Ownership.ownerUid(role)).hasValue("uid-2");
    assertThat(Ownership.labelledOwner(role)).isEmpty();
  }

  @Test
  void whatHasTheSameIdentityIsClaimedWhoeverMadeIt() {
    HasMetadata desired = role("uid-2", "");

    assertThat(Ownership.isClaimable(role("", "manager"), desired)).isTrue();
    assertThat(Ownership.isClaimable(role("uid-1", ApiObjectStore.FIELD_MANAGER), desired))
        .as("of an earlier owner of that name")
        .isTrue();
  }

  @Test
  void whatIsOfAnotherIsNot() {
    HasMetadata other = role("", "manager");
    other.getMetadata().getLabels().put("app.kubernetes.io/instance", "b-c.a");
    HasMetadata unlabelled = role("", "manager");
    unlabelled.getMetadata().setLabels(null);

    assertThat(Ownership.isClaimable(other, role("uid-2", ""))).isFalse();
    assertThat(Ownership.isClaimable(unlabelled, role("uid-2", ""))).isFalse();
    assertThat(Ownership.isClaimable(role("", "manager"), role("", "")))
        .as("a desired object that is owned by reference")
        .isFalse();
  }

  @Test
  void theOwnerIsReadFromTheAnnotation() {
    HasMetadata role = role("uid-1", "");
    assertThat(Ownership.statedOwner(role)).isEmpty();
    for (String nonsense : new String[] {"", "name", "/name"}) {
      role.getMetadata().setAnnotations(Map.of(Ownership.OWNER_ANNOTATION, nonsense));
      assertThat(Ownership.statedOwner(role)).isEmpty();
    }
    role.getMetadata().setAnnotations(Map.of(Ownership.OWNER_ANNOTATION, "c/a-b"));
    assertThat(Ownership.statedOwner(role)).hasValue(new Ownership.Owner("c", "a-b"));
  }

  private static HasMetadata role(String uid, String manager) {
    Map<String, String> labels = new HashMap<>(IDENTITY);
    if (!uid.isEmpty()) {
      labels.put(Ownership.UID_LABEL, uid);
    }
    return new ClusterRoleBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName("a-b-c-cluster-role")
                .withLabels(labels)
                .withManagedFields(
                    new ManagedFieldsEntryBuilder()
                        .withManager(manager)
                        .withOperation("Apply")
                        .build())
                .build())
        .build();
  }
}
