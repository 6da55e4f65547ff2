package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fields that the operator before us wrote, with plain updates. Applying takes away only what the
 * same manager applied before, so those fields are recorded as ours first; then what the earlier
 * operator left behind goes with the next apply.
 *
 * <p>An earlier operator is told by its deed: it wrote the owner reference. Fields of third parties
 * on the same object, such as an annotation with the role of a ServiceAccount, are not its. Its
 * name tells it as well, but many call themselves so: once we have applied an object, an entry of
 * that name counts only where it wrote what we want, too, or the pod template's metadata. Once we
 * have looked after an object it counts no more, as we stand aside while that operator is active:
 * to take what another controller writes again and again would have both write for ever.
 */
final class Inheritance {
  /** The manager's name in every image of the Go operator, also where it wrote no owner. */
  private static final Set<String> KNOWN = Set.of("manager", "opentelemetry-operator");

  /**
   * Who has the labels and annotations of a pod template that stay until the pods change anyway:
   * under the name of who wrote them they could be somebody else's of that name.
   */
  static final String LEFT_BEHIND = ApiObjectStore.FIELD_MANAGER + "-left-behind";

  /** Annotations in which Kubernetes' controllers count; to take them away is a new generation. */
  private static final List<String> BOOKKEEPING =
      List.of("f:deployment.kubernetes.io/revision", "f:deprecated.daemonset.template.generation");

  private static final String UPDATE = "Update";
  private static final String APPLY = "Apply";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Inheritance() {}

  /**
   * Who takes over.
   *
   * @param ownerUid the uid of the owner that the object has in common with what we make
   * @param manager our name as a field manager
   * @param isNew whether we have not looked after the object until now, so that an earlier operator
   *     may be told by its name
   */
  record Heir(String ownerUid, String manager, boolean isNew) {}

  /**
   * The managed fields of an object once we have taken what is the earlier operator's.
   *
   * @param live the object as it is stored
   * @param heir who takes it
   * @param desired what is to be applied next
   * @param sparing whether labels and annotations of its pod template that are not desired stay as
   *     they are, so that no pod is restarted for them
   * @return empty when there is nothing to take
   */
  static Optional<List<ManagedFieldsEntry>> taken(
      HasMetadata live, Heir heir, JsonNode desired, boolean sparing) {
    List<ManagedFieldsEntry> entries = live.getMetadata().getManagedFields();
    Predicate<ManagedFieldsEntry> earlier = earlier(live, heir, desired);
    ObjectNode claim = MAPPER.createObjectNode();
    ObjectNode spared = MAPPER.createObjectNode();
    List<ManagedFieldsEntry> left = new ArrayList<>();
    for (ManagedFieldsEntry entry : entries) {
      if (!isUpdate(entry) || !earlier.test(entry)) {
        left.add(entry);
      } else if (Objects.equals(entry.getApiVersion(), live.getApiVersion())) {
        ObjectNode fields = fields(entry);
        withoutBookkeeping(fields);
        if (sparing) {
          union(spared, PodTemplateFields.splitUndesired(fields, desired));
        }
        union(claim, fields);
      }
      // Fields of another version of the API can't be told in this one: they become nobody's.
    }
    if (claim.isEmpty()) {
      return Optional.empty();
    }
    if (!spared.isEmpty()) {
      left.add(entry(LEFT_BEHIND, UPDATE, live, spared));
    }
    return Optional.of(claimed(left, claim, live, heir.manager()));
  }

  /** Tells the entries of an earlier operator from others. */
  private static Predicate<ManagedFieldsEntry> earlier(
      HasMetadata live, Heir heir, JsonNode desired) {
    Set<String> makers = makers(live.getMetadata().getManagedFields(), heir.ownerUid());
    boolean applied = isApplied(live, heir.manager());
    return entry ->
        makers.contains(entry.getManager())
            || LEFT_BEHIND.equals(entry.getManager())
            || heir.isNew()
                && KNOWN.contains(entry.getManager())
                && (!applied || isNoBystander(entry, desired));
  }

  /**
   * Whether a manager has applied an object, other than taken its fields over for a first time.
   * Those include what the API server filled in, as the restart policy of a pod template always is;
   * who applies never owns that.
   */
  static boolean isApplied(HasMetadata live, String manager) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> isApply(entry, manager))
        .anyMatch(
            entry ->
                !fields(entry)
                    .path("f:spec")
                    .path("f:template")
                    .path("f:spec")
                    .has("f:restartPolicy"));
  }

  private static boolean isNoBystander(ManagedFieldsEntry entry, JsonNode desired) {
    JsonNode fields = fields(entry);
    return PodTemplateFields.hasMetadata(fields) || OwnedFields.isAnyIn(desired, fields);
  }

  /** Who wrote that the object is its owner's. */
  private static Set<String> makers(List<ManagedFieldsEntry> entries, String owner) {
    Set<String> names = new HashSet<>();
    for (ManagedFieldsEntry entry : entries) {
      boolean wroteOwner =
          fields(entry)
              .path("f:metadata")
              .path("f:ownerReferences")
              .has("k:{\"uid\":\"" + owner + "\"}");
      if (wroteOwner && isUpdate(entry)) {
        names.add(entry.getManager());
      }
    }
    return names;
  }

  /** A copy of a workload, as from a backup, has these under whoever's name made the copy. */
  private static void withoutBookkeeping(ObjectNode fields) {
    BOOKKEEPING.forEach(
        key -> PodTemplateFields.remove(fields, List.of("f:metadata", "f:annotations"), key));
  }

  /** People, and Kubernetes' own controllers, are never an operator before us. */
  private static boolean isUpdate(ManagedFieldsEntry entry) {
    String manager = Objects.requireNonNullElse(entry.getManager(), "");
    return UPDATE.equals(entry.getOperation())
        && isWhole(entry)
        && !manager.startsWith("kubectl")
        && !manager.equals("kube-controller-manager");
  }

  private static boolean isApply(ManagedFieldsEntry entry, String manager) {
    return APPLY.equals(entry.getOperation())
        && manager.equals(entry.getManager())
        && isWhole(entry);
  }

  private static boolean isWhole(ManagedFieldsEntry entry) {
    return entry.getSubresource() == null || entry.getSubresource().isEmpty();
  }

  private static List<ManagedFieldsEntry> claimed(
      List<ManagedFieldsEntry> left, ObjectNode claim, HasMetadata live, String manager) {
    List<ManagedFieldsEntry> entries = new ArrayList<>();
    for (ManagedFieldsEntry entry : left) {
      if (isApply(entry, manager)) {
        union(claim, fields(entry));
      } else {
        entries.add(entry);
      }
    }
    entries.add(entry(manager, APPLY, live, claim));
    return entries;
  }

  private static ManagedFieldsEntry entry(
      String manager, String operation, HasMetadata live, ObjectNode fields) {
    return new ManagedFieldsEntryBuilder()
        .withManager(manager)
        .withOperation(operation)
        .withApiVersion(live.getApiVersion())
        .withFieldsType("FieldsV1")
        .withFieldsV1(MAPPER.convertValue(fields, FieldsV1.class))
        .build();
  }

  private static ObjectNode fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() == null
        ? MAPPER.createObjectNode()
        : MAPPER.valueToTree(entry.getFieldsV1());
  }

  /** A field set is a tree in which what is there is owned, so that two of them are laid over. */
  private static void union(ObjectNode into, JsonNode more) {
    for (Map.Entry<String, JsonNode> field : more.properties()) {
      if (into.get(field.getKey()) instanceof ObjectNode both) {
        union(both, field.getValue());
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}
