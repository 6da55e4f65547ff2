package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** Who controls an object: the one owner that its owner references call the controller. */
public final class Ownership {
  private Ownership() {}

  /** The reference to an object's controller, if it has one. */
  public static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst();
  }

  /** Whether the object of this uid controls another. */
  public static boolean isControlledBy(HasMetadata object, String uid) {
    return controller(object).map(OwnerReference::getUid).filter(uid::equals).isPresent();
  }
}
