package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who controls an object: the one owner that its owner references call the controller. Where there
 * can be none, in another namespace than the owner's and in none, a label has the owner's uid.
 */
public final class Ownership {
  /** The uid of an owner that owner references cannot name. */
  public static final String UID_LABEL = "adot.io/owner-uid";

  /** {@code namespace/name} of that owner. */
  public static final String OWNER_ANNOTATION = "adot.io/owner";

  /** What says whose an object is, also where another operator made it. */
  private static final List<String> IDENTITY =
      List.of("managed-by", "part-of", "component", "instance").stream()
          .map("app.kubernetes.io/"::concat)
          .toList();

  private static final Set<String> LABELLED_KINDS =
      Set.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

  private Ownership() {}

  /** The reference to an object's controller, if it has one. */
  public static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst();
  }

  /** The uid of the owner, from whichever place has it. */
  public static Optional<String> ownerUid(HasMetadata object) {
    return controller(object).map(OwnerReference::getUid).or(() -> labelledOwner(object));
  }

  /** Whether the object of this uid controls another. */
  public static boolean isControlledBy(HasMetadata object, String uid) {
    return ownerUid(object).filter(uid::equals).isPresent();
  }

  /**
   * The uid that the label has. A label is easily copied, so it counts only on what we applied
   * ourselves, of the kinds that an owner reference may not reach, and where none says otherwise.
   */
  public static Optional<String> labelledOwner(HasMetadata object) {
    boolean ours =
        LABELLED_KINDS.contains(object.getKind())
            && controller(object).isEmpty()
            && isApplied(object);
    return ours ? Optional.ofNullable(labels(object).get(UID_LABEL)) : Optional.empty();
  }

  /**
   * The owner of a labelled object by its name.
   *
   * @param namespace its namespace
   * @param name its name
   */
  public record Owner(String namespace, String name) {}

  /** The owner that an annotation names. */
  public static Optional<Owner> statedOwner(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String stated =
        annotations == null
            ? ""
            : Objects.requireNonNullElse(annotations.get(OWNER_ANNOTATION), "");
    int slash = stated.indexOf('/');
    return slash <= 0
        ? Optional.empty()
        : Optional.of(new Owner(stated.substring(0, slash), stated.substring(slash + 1)));
  }

  /** Whether an object says by a label whose it is, as desired objects do. */
  public static boolean isStated(HasMetadata object) {
    return labels(object).containsKey(UID_LABEL);
  }

  /**
   * Whether a live object that nobody controls is to become ours: one that we applied for an owner
   * who was deleted without it; and, where the desired object states its owner by label, one with
   * its identity, such as another operator made for the same owner.
   */
  public static boolean isClaimable(HasMetadata live, HasMetadata desired) {
    return controller(live).isEmpty()
        && (isStated(desired) ? hasIdentity(live, desired) : isApplied(live) && !isStated(live));
  }

  private static boolean hasIdentity(HasMetadata live, HasMetadata desired) {
    return IDENTITY.stream()
        .allMatch(
            key ->
                labels(desired).containsKey(key)
                    && Objects.equals(labels(desired).get(key), labels(live).get(key)));
  }

  private static Map<String, String> labels(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  /** Whether we have ever applied an object, so that what we own of it is what we wanted. */
  public static boolean isApplied(HasMetadata object) {
    return Inheritance.isApplied(object, ApiObjectStore.FIELD_MANAGER);
  }
}
