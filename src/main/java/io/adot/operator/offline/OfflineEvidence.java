package io.adot.operator.offline;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.adot.operator.rbac.AggregatedRoles;
import io.adot.operator.rbac.DefaultRoles;
import io.adot.operator.rbac.RbacAuthorizer;
import io.adot.operator.rbac.Requester;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What files tell of the world, and of what they cannot tell that they cannot. */
final class OfflineEvidence {
  private final RbacAuthorizer given;
  private final Map<String, ServiceAccountFacts> accounts = new HashMap<>();
  private final Observation<String> issuer;

  /**
   * Evidence from files.
   *
   * @param objects ServiceAccounts, roles and bindings
   * @param issuer the cluster's issuer; empty where nobody tells
   */
  OfflineEvidence(List<HasMetadata> objects, String issuer) {
    List<HasMetadata> roles = new ArrayList<>(DefaultRoles.read());
    for (HasMetadata object : objects) {
      if (object instanceof ServiceAccount account) {
        accounts.put(key(account), facts(account));
      } else {
        roles.add(object);
      }
    }
    this.given = RbacAuthorizer.of(AggregatedRoles.in(roles));
    this.issuer =
        issuer.isEmpty()
            ? new Observation.Unknown<>("files do not tell the cluster's issuer")
            : new Observation.Found<>(issuer);
  }

  /**
   * What is known for one collector.
   *
   * @param questions what is to be known
   * @param rendered the objects the operator makes of it, which may be roles
   */
  Evidence of(Questions questions, List<HasMetadata> rendered) {
    RbacAuthorizer made = RbacAuthorizer.of(rendered);
    return new Evidence(
        unknown(questions.operatorAccess()),
        answers(
            made, questions.namespace(), questions.serviceAccount(), questions.collectorAccess()),
        account(questions),
        issuer,
        new Observation.Unknown<>("files do not tell what IAM knows of it"),
        new Observation.Unknown<>("no cluster is asked"),
        answers(made, questions.namespace(), questions.allocator(), questions.allocatorAccess()));
  }

  private Observation<ServiceAccountFacts> account(Questions questions) {
    ServiceAccountFacts facts =
        accounts.get(questions.namespace() + "/" + questions.serviceAccount());
    Observation<ServiceAccountFacts> seen =
        facts != null
            ? new Observation.Found<>(facts)
            : questions.planned().isPresent()
                ? new Observation.Absent<>()
                : new Observation.Unknown<>("it is not among the files");
    return questions.expected(seen);
  }

  private Map<AccessQuestion, AccessAnswer> answers(
      RbacAuthorizer made, String namespace, String account, Set<AccessQuestion> questions) {
    Requester who = Requester.serviceAccount(namespace, account);
    Map<AccessQuestion, AccessAnswer> answers = new HashMap<>();
    for (AccessQuestion question : questions) {
      boolean allowed = given.allows(who, question) || made.allows(who, question);
      answers.put(question, allowed ? new AccessAnswer.Allowed() : new AccessAnswer.Denied());
    }
    return answers;
  }

  private static Map<AccessQuestion, AccessAnswer> unknown(Set<AccessQuestion> questions) {
    Map<AccessQuestion, AccessAnswer> answers = new HashMap<>();
    questions.forEach(one -> answers.put(one, new AccessAnswer.Unknown("no cluster is asked")));
    return answers;
  }

  private static String key(ServiceAccount account) {
    return account.getMetadata().getNamespace() + "/" + account.getMetadata().getName();
  }

  private static ServiceAccountFacts facts(ServiceAccount account) {
    return new ServiceAccountFacts(
        Objects.requireNonNullElse(account.getMetadata().getAnnotations(), Map.of()),
        account.getAutomountServiceAccountToken());
  }
}
