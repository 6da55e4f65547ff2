package io.adot.operator.converge;

import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** What it means when something cannot be applied. */
final class Refusals {
  private static final int UNPROCESSABLE = 422;

  /** How the API server says that a field can't be changed; there is no code for it. */
  private static final List<String> IMMUTABLE =
      List.of(
          "field is immutable",
          "updates to statefulset spec for fields other than",
          "cannot change roleRef",
          "may not change once set");

  private Refusals() {}

  /** What a refusal of the API server comes to. */
  static Failure of(ObjectKey key, KubernetesClientException refused) {
    Cause cause = cause(refused);
    return new Failure(
        key,
        cause,
        cause == Cause.NOT_SERVED
            ? "the cluster has no " + key.kind() + " (" + key.apiVersion() + ")"
            : message(refused));
  }

  private static Cause cause(KubernetesClientException refused) {
    return switch (refused.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(message(refused));
      case HttpURLConnection.HTTP_NOT_FOUND -> notFound(message(refused));
      // A CRD that is being deleted takes no new objects.
      case HttpURLConnection.HTTP_BAD_METHOD -> Cause.NOT_SERVED;
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> Cause.INVALID;
      case HttpURLConnection.HTTP_CONFLICT -> Cause.WAITING;
      default -> Cause.TRANSIENT;
    };
  }

  /** Whether only a new object can have what was asked for. */
  static boolean isImmutable(KubernetesClientException refused) {
    return refused.getCode() == UNPROCESSABLE
        && IMMUTABLE.stream().anyMatch(message(refused)::contains);
  }

  /** Whether the namespace is going away, so that nothing can be created in it. */
  static boolean isNamespaceEnding(String message) {
    return message.contains("because it is being terminated");
  }

  /** An object of ours has to be gone before there can be another of its name. */
  static Failure leaving(ObjectKey key) {
    return new Failure(key, Cause.WAITING, "an earlier object of this name is still being removed");
  }

  /**
   * The name of a desired object is taken. An object of an earlier owner of the same name, which
   * the garbage collector is about to remove, is merely in the way for a moment.
   */
  static Failure taken(HasMetadata desired, HasMetadata there) {
    ObjectKey key = ObjectKey.of(desired);
    Optional<OwnerReference> holder = Ownership.controller(there);
    boolean leaving =
        there.getMetadata().getDeletionTimestamp() != null
            || holder.isPresent()
                && holder
                    .map(Refusals::name)
                    .equals(Ownership.controller(desired).map(Refusals::name));
    if (leaving) {
      return leaving(key);
    }
    String whose =
        holder.map(owner -> "belongs to " + name(owner)).orElse("was made by somebody else");
    return new Failure(
        key,
        Cause.NAME_CONFLICT,
        key
            + " exists and "
            + whose
            + "; it is left untouched: delete or rename it, or rename the collector");
  }

  private static String name(OwnerReference owner) {
    return owner.getKind() + " " + owner.getName();
  }

  /** The API server's own words on one line, without the URL that the client puts before them. */
  static String message(KubernetesClientException refused) {
    String text =
        refused.getStatus() != null && refused.getStatus().getMessage() != null
            ? refused.getStatus().getMessage()
            : String.valueOf(refused.getMessage());
    return text.replaceAll("\\s+", " ").strip();
  }

  /**
   * A quota, and a namespace or a CRD that is going away, answer 403 as a missing permission does.
   */
  private static Cause forbidden(String message) {
    if (message.contains("exceeded quota")) {
      return Cause.QUOTA;
    }
    if (message.contains("while custom resource definition is terminating")) {
      return Cause.NOT_SERVED;
    }
    return isNamespaceEnding(message) ? Cause.WAITING : Cause.FORBIDDEN;
  }

  /** A missing namespace passes; all else that an apply can miss is its kind. */
  private static Cause notFound(String message) {
    return message.startsWith("namespaces ") ? Cause.TRANSIENT : Cause.NOT_SERVED;
  }
}
