package io.adot.operator.evidence;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authorization.v1.NonResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the API server's authorizer. */
public final class ApiAccessReviewer implements AccessReviewer {
  private final KubernetesClient client;

  /** Asks with the identity of this client. */
  public ApiAccessReviewer(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public AccessAnswer review(String namespace, String serviceAccount, AccessQuestion question) {
    // The groups of every ServiceAccount: without them, what is granted to a group counts as
    // denied.
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:" + namespace + ":" + serviceAccount)
            .withGroups(
                "system:serviceaccounts",
                "system:serviceaccounts:" + namespace,
                "system:authenticated")
            .withResourceAttributes(resource(question))
            .withNonResourceAttributes(path(question))
            .endSpec()
            .build();
    try {
      return answer(client.authorization().v1().subjectAccessReview().create(review).getStatus());
    } catch (KubernetesClientException e) {
      return new AccessAnswer.Unknown(ApiFailure.why(e, "create subjectaccessreviews"));
    }
  }

  @Override
  public AccessAnswer reviewOwn(AccessQuestion question) {
    SelfSubjectAccessReview review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withResourceAttributes(resource(question))
            .withNonResourceAttributes(path(question))
            .endSpec()
            .build();
    try {
      return answer(
          client.authorization().v1().selfSubjectAccessReview().create(review).getStatus());
    } catch (KubernetesClientException e) {
      return new AccessAnswer.Unknown(ApiFailure.why(e, "create selfsubjectaccessreviews"));
    }
  }

  @Override
  public Set<OwnRule> ownRules(String namespace) {
    SelfSubjectRulesReview review =
        new SelfSubjectRulesReviewBuilder()
            .withNewSpec()
            .withNamespace(namespace)
            .endSpec()
            .build();
    try {
      SelfSubjectRulesReview answer =
          client.authorization().v1().selfSubjectRulesReview().create(review);
      if (answer.getStatus() == null) {
        return Set.of();
      }
      return answer.getStatus().getResourceRules().stream()
          .filter(rule -> rule.getResourceNames().isEmpty())
          .map(rule -> new OwnRule(rule.getApiGroups(), rule.getResources(), rule.getVerbs()))
          .collect(Collectors.toUnmodifiableSet());
    } catch (KubernetesClientException e) {
      return Set.of();
    }
  }

  @Override
  public Observation<String> ownUser() {
    try {
      SelfSubjectReview review =
          client.authentication().v1().selfSubjectReviews().create(new SelfSubjectReview());
      return review.getStatus() == null || review.getStatus().getUserInfo() == null
          ? new Observation.Unknown<>("the API server does not tell")
          : new Observation.Found<>(review.getStatus().getUserInfo().getUsername());
    } catch (KubernetesClientException e) {
      return new Observation.Unknown<>(ApiFailure.why(e, "create selfsubjectreviews"));
    }
  }

  private static AccessAnswer answer(@Nullable SubjectAccessReviewStatus status) {
    if (status == null) {
      return new AccessAnswer.Unknown("the API server gave no answer");
    }
    if (Boolean.TRUE.equals(status.getAllowed())) {
      return new AccessAnswer.Allowed();
    }
    String error = status.getEvaluationError();
    return error == null || error.isBlank()
        ? new AccessAnswer.Denied()
        : new AccessAnswer.Unknown("the authorizer failed: " + error);
  }

  private static @Nullable ResourceAttributes resource(AccessQuestion question) {
    if (!(question.target() instanceof Resource resource)) {
      return null;
    }
    ResourceAttributes attributes = new ResourceAttributes();
    attributes.setNamespace(orNull(question.namespace()));
    attributes.setVerb(question.verb());
    attributes.setGroup(orNull(resource.group()));
    attributes.setResource(resource.resource());
    attributes.setSubresource(orNull(resource.subresource()));
    attributes.setName(orNull(resource.name()));
    return attributes;
  }

  private static @Nullable NonResourceAttributes path(AccessQuestion question) {
    return question.target() instanceof NonResourceUrl url
        ? new NonResourceAttributes(url.path(), question.verb())
        : null;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
