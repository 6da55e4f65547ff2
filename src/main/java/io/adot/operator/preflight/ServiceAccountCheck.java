package io.adot.operator.preflight;

import static io.adot.operator.preflight.FirstLine.atMost200;

import io.adot.operator.api.Reason;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Optional;

/**
 * Whether the collector's ServiceAccount is there, and its token reaches a collector that needs it.
 */
final class ServiceAccountCheck {
  /** Where every in-cluster client looks for its token. */
  private static final String TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

  private ServiceAccountCheck() {}

  static Verdict judge(Inquiry inquiry) {
    Identity identity = inquiry.identity();
    if (identity.sidecar()) {
      return Verdict.of(
          Outcome.TRUE, Reason.NotRequired, "a sidecar uses the ServiceAccount of its pod");
    }
    Observation<ServiceAccountFacts> seen = inquiry.evidence().serviceAccount();
    if (seen instanceof Observation.Found<ServiceAccountFacts> found) {
      return found(inquiry, found.value());
    }
    if (seen instanceof Observation.Absent<ServiceAccountFacts>) {
      return identity
          .planned()
          .map(facts -> found(inquiry, facts))
          .orElseGet(() -> missing(identity));
    }
    if (seen instanceof Observation.Unknown<ServiceAccountFacts> unknown) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.CannotReview,
          atMost200(identity + " could not be looked up: " + unknown.why()));
    }
    return Verdict.of(Outcome.UNKNOWN, Reason.Pending, atMost200("looking up " + identity));
  }

  private static Verdict missing(Identity identity) {
    if (!ServiceAccountFacts.isName(identity.serviceAccount())) {
      return Verdict.of(
          Outcome.FALSE,
          Reason.ServiceAccountNotFound,
          atMost200(
              ("`spec.serviceAccount`: \"%s\" is no name that a ServiceAccount can have;"
                      + " name an existing one, or remove the field and the operator makes one")
                  .formatted(identity.serviceAccount()),
              "`spec.serviceAccount` is no name that a ServiceAccount can have: "
                  + identity.serviceAccount()));
    }
    String manifest =
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %s, namespace: %s}
        """
            .formatted(
                YamlText.scalar(identity.serviceAccount()), YamlText.scalar(identity.namespace()));
    return new Verdict(
        Outcome.FALSE,
        Reason.ServiceAccountNotFound,
        atMost200(
            identity
                + " does not exist, so no new pod starts; create it, or remove"
                + " `spec.serviceAccount` and the operator makes one"),
        List.of(new Fix("Create the ServiceAccount", Fix.Form.MANIFEST, manifest)));
  }

  private static Verdict found(Inquiry inquiry, ServiceAccountFacts facts) {
    Identity identity = inquiry.identity();
    Optional<KubernetesRule> needing =
        inquiry.needs().kubernetesRules().stream()
            .filter(rule -> rule.bearer() == Bearer.COLLECTOR)
            .filter(rule -> rule.necessity() == Necessity.REQUIRED)
            .findFirst();
    if (needing.isEmpty() || tokenArrives(identity.pod(), facts)) {
      return Verdict.of(Outcome.TRUE, Reason.Allowed, atMost200(identity + " can be used"));
    }
    String command =
        "kubectl patch serviceaccount %s -n %s -p '{\"automountServiceAccountToken\":true}'"
            .formatted(identity.serviceAccount(), identity.namespace());
    return new Verdict(
        Outcome.FALSE,
        Reason.TokenAutomountDisabled,
        atMost200(
            identity
                + " has automountServiceAccountToken: false, but "
                + needing.get().component()
                + " asks the API server with its token; set it to true"),
        List.of(new Fix("Mount the token, then restart the pods", Fix.Form.COMMAND, command)));
  }

  /** A pod's own word counts before its ServiceAccount's; a projected token needs neither. */
  private static boolean tokenArrives(Optional<PodSpec> pod, ServiceAccountFacts facts) {
    Optional<Boolean> ofPod = pod.map(PodSpec::getAutomountServiceAccountToken);
    Boolean ofAccount = facts.automountToken();
    return ofPod.orElse(ofAccount == null || ofAccount)
        || pod.map(ServiceAccountCheck::projectsToken).orElse(false);
  }

  private static boolean projectsToken(PodSpec pod) {
    List<String> volumes =
        pod.getVolumes().stream()
            .filter(ServiceAccountCheck::holdsToken)
            .map(Volume::getName)
            .toList();
    return pod.getContainers().stream()
        .flatMap(container -> container.getVolumeMounts().stream())
        .filter(mount -> mount.getMountPath().startsWith(TOKEN_DIRECTORY))
        .map(VolumeMount::getName)
        .anyMatch(volumes::contains);
  }

  private static boolean holdsToken(Volume volume) {
    return volume.getProjected() != null
        && volume.getProjected().getSources().stream()
            .anyMatch(source -> source.getServiceAccountToken() != null);
  }
}
