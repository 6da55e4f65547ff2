package io.adot.operator.cli;

import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.evidence.OwnRule;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import io.adot.operator.rbac.RbacAuthorizer;
import io.adot.operator.rbac.Requester;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers with the rights of a person: the API server's authorizer where they may ask it, else what
 * the cluster's roles and bindings say, if they may read them.
 */
final class UsersReviews implements AccessReviewer {
  private final KubernetesClient client;
  private final AccessReviewer reviews;
  private final Optional<InstalledOperator> operator;
  private Optional<RbacAuthorizer> roles = Optional.empty();
  private boolean tried;

  /**
   * @param operator whose rights are the operator's own; empty where none is to be seen
   */
  UsersReviews(KubernetesClient client, Optional<InstalledOperator> operator) {
    this.client = client;
    this.reviews = new ApiAccessReviewer(client);
    this.operator = operator;
  }

  @Override
  public AccessAnswer review(String namespace, String serviceAccount, AccessQuestion question) {
    AccessAnswer answer = reviews.review(namespace, serviceAccount, question);
    if (!(answer instanceof AccessAnswer.Unknown)) {
      return answer;
    }
    Optional<RbacAuthorizer> read = roles();
    if (read.isEmpty()) {
      return new AccessAnswer.Unknown(
          "you may neither create subjectaccessreviews nor list roles and bindings");
    }
    return read.get().allows(Requester.serviceAccount(namespace, serviceAccount), question)
        ? new AccessAnswer.Allowed()
        : new AccessAnswer.Denied();
  }

  @Override
  public AccessAnswer reviewOwn(AccessQuestion question) {
    return operator
        .map(it -> review(it.namespace(), it.serviceAccount(), question))
        .orElseGet(
            () ->
                new AccessAnswer.Unknown(
                    "no Deployment of the operator is to be seen; try doctor"));
  }

  /** Rules reviews are about whoever asks, and that is not the operator. */
  @Override
  public Set<OwnRule> ownRules(String namespace) {
    return Set.of();
  }

  @Override
  public Observation<String> ownUser() {
    return operator
        .<Observation<String>>map(
            it ->
                new Observation.Found<>(
                    "system:serviceaccount:" + it.namespace() + ":" + it.serviceAccount()))
        .orElseGet(() -> new Observation.Unknown<>("no Deployment of the operator is to be seen"));
  }

  /** Whether answers came from roles and bindings. */
  synchronized boolean readRoles() {
    return roles.isPresent();
  }

  private synchronized Optional<RbacAuthorizer> roles() {
    if (!tried) {
      roles = read();
      tried = true;
    }
    return roles;
  }

  private Optional<RbacAuthorizer> read() {
    try {
      List<HasMetadata> objects = new ArrayList<>();
      objects.addAll(client.rbac().clusterRoles().list().getItems());
      objects.addAll(client.rbac().clusterRoleBindings().list().getItems());
      objects.addAll(client.rbac().roles().inAnyNamespace().list().getItems());
      objects.addAll(client.rbac().roleBindings().inAnyNamespace().list().getItems());
      return Optional.of(RbacAuthorizer.of(objects));
    } catch (KubernetesClientException mayNotRead) {
      return Optional.empty();
    }
  }
}
