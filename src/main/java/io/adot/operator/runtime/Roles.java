package io.adot.operator.runtime;

import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.LiveObjects;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.render.CollectorRbac;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the roles of collectors, apart from their other objects: a role that is refused is a matter
 * of the collector's permissions, and stops nothing else.
 */
final class Roles {
  private static final String GROUP = "rbac.authorization.k8s.io/";
  private static final String ESCALATION = "not currently held:";
  private static final String NOT_DONE =
      "\n- the operator, which is to grant it (--collector-rbac), could not: ";
  private static final int LONGEST = 500;

  private final CollectorRbac wanted;
  private final LiveObjects live;
  private final Converger converger;
  private final Consumer<String> ownerGone;

  /**
   * Wires it.
   *
   * @param ownerGone is told the uid of a collector that is gone
   */
  Roles(CollectorRbac wanted, LiveObjects live, Converger converger, Consumer<String> ownerGone) {
    this.wanted = wanted;
    this.live = live;
    this.converger = converger;
    this.ownerGone = ownerGone;
  }

  static boolean isRole(HasMetadata object) {
    return object.getApiVersion().startsWith(GROUP);
  }

  /** The objects that are not roles. */
  static List<HasMetadata> without(List<HasMetadata> rendered) {
    return rendered.stream().filter(object -> !isRole(object)).toList();
  }

  /** Whether a name among the rendered roles is that of an object of somebody else. */
  boolean namesAreTaken(String uid, Collection<HasMetadata> rendered) {
    return rendered.stream()
        .filter(Ownership::isStated)
        .anyMatch(
            role ->
                live.get(ObjectKey.of(role))
                    .filter(there -> !Ownership.isControlledBy(there, uid))
                    .filter(there -> !Ownership.isClaimable(there, role))
                    .isPresent());
  }

  /** Applies the rendered roles and prunes those no longer wanted; nothing where none are made. */
  Convergence keep(String uid, List<HasMetadata> rendered) {
    if (wanted == CollectorRbac.NONE) {
      return Convergence.NONE;
    }
    return converger.converge(
        uid, rendered.stream().filter(Roles::isRole).toList(), object -> !isRole(object));
  }

  /** Removes what owner references do not take along with a collector that is gone. */
  void forget(String uid) {
    ownerGone.accept(uid);
  }

  /**
   * Adds to the verdict on what is missing why the operator did not grant it itself. What nobody
   * lacks need not be granted, so then a refusal is not worth a word.
   */
  static Verdicts told(Verdicts verdicts, Convergence roles) {
    Verdict missing = verdicts.kubernetesPermissions();
    // A verdict that is remembered has it already.
    if (roles.failures().isEmpty() || !missing.isFalse() || missing.message().contains(NOT_DONE)) {
      return verdicts;
    }
    String told = missing.message() + NOT_DONE + reason(roles.failures().get(0));
    return new Verdicts(
        verdicts.apiAccess(),
        verdicts.serviceAccount(),
        new Verdict(missing.outcome(), missing.reason(), told, missing.fixes()),
        verdicts.awsIdentity());
  }

  private static String reason(Failure failure) {
    String message = failure.message();
    int rules = message.indexOf(ESCALATION);
    if (failure.cause() == Cause.FORBIDDEN && rules >= 0) {
      return "nobody may grant what he does not hold; it lacks "
          + cut(message.substring(rules + ESCALATION.length()).strip())
          + ": add that to rbac.collectors.extraRules of its chart";
    }
    return failure.cause() == Cause.NAME_CONFLICT ? message : failure.key() + ": " + cut(message);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
