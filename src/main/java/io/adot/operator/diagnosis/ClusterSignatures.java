package io.adot.operator.diagnosis;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.diagnosis.LastWords.Signature;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.KubernetesGrant;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the API server, the kubelet and the collector itself word what is wrong. */
final class ClusterSignatures {
  /** {@code k8s.io/apiserver}, {@code responsewriters.ForbiddenMessage}. */
  private static final String FORBIDDEN =
      "User \\\\?\"system:serviceaccount:([a-z0-9.-]+):([a-z0-9.-]+)\\\\?\" cannot ([a-z]+) ";

  static final List<Signature> ALL =
      List.of(
          Signature.of(
              FORBIDDEN
                  + "resource \\\\?\"([a-z0-9./-]+)\\\\?\" in API group \\\\?\"([a-z0-9.-]*)\\\\?\""
                  + "(?: at the cluster scope| in the namespace \\\\?\"([a-z0-9.-]+)\\\\?\")",
              ClusterSignatures::resource),
          Signature.of(FORBIDDEN + "path \\\\?\"([^\"\\\\\\s]+)\\\\?\"", ClusterSignatures::path),
          Signature.of(
              "'([a-z]+)' unknown type: \"([^\"]+)\" for id: \"([^\"]+)\"",
              m ->
                  Diagnosis.of(
                      "the image's collector has nothing of the type "
                          + m.group(2)
                          + " among its "
                          + m.group(1)
                          + ": take it out of spec.config."
                          + m.group(1)
                          + " and the pipelines, or set spec.image to a distribution that has it")),
          Signature.of(
              "'([^']*)' has invalid keys: ([^\\n]{1,200})",
              m ->
                  Diagnosis.of(
                      "the image's collector does not know the "
                          + (m.group(1).isEmpty() ? "" : m.group(1) + " ")
                          + "keys "
                          + m.group(2).strip()
                          + ": they are misspelt, or of another release")),
          Signature.of(
              "container has runAsNonRoot and image has non-numeric user \\(([^)]+)\\)",
              m ->
                  Diagnosis.of(
                      "the kubelet cannot tell that the image's user "
                          + m.group(1)
                          + " is not root: give its number, spec.securityContext.runAsUser"
                          + (m.group(1).equals("aoc") ? ": 4317" : ""))),
          Signature.of(
              "listen (?:tcp|udp)[46]? \\S*:([0-9]+): bind: address already in use",
              m ->
                  Diagnosis.of(
                      "port "
                          + m.group(1)
                          + " is taken: by another component of this configuration, or with"
                          + " hostNetwork by something else on the node")));

  private ClusterSignatures() {}

  private static Diagnosis resource(MatchResult match) {
    String[] parts = match.group(4).split("/", 2);
    Resource resource =
        new Resource(match.group(5), parts[0], parts.length > 1 ? parts[1] : "", "");
    return denied(match, resource, match.group(6));
  }

  private static Diagnosis path(MatchResult match) {
    return denied(match, new NonResourceUrl(match.group(4)), null);
  }

  private static Diagnosis denied(MatchResult match, Target target, @Nullable String namespace) {
    String where = namespace == null ? "" : namespace;
    String account = match.group(1) + "/" + match.group(2);
    AccessQuestion refused = new AccessQuestion(where, match.group(3), target);
    return Diagnosis.of(
        "ServiceAccount " + account + " cannot " + KubernetesGrant.words(refused),
        KubernetesGrant.of(
            match.group(1),
            match.group(2),
            verbs(match.group(3)).map(verb -> new AccessQuestion(where, verb, target)).toList()));
  }

  /** Whoever follows objects lists and watches them; which of the two it lacks first is chance. */
  private static Stream<String> verbs(String refused) {
    return Set.of("list", "watch").contains(refused)
        ? Stream.of("list", "watch")
        : Stream.of(refused);
  }
}
