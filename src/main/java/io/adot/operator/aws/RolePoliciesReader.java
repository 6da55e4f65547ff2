package io.adot.operator.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** Reads a role's policies one by one, for where IAM's simulation is not to be had. */
final class RolePoliciesReader {

  private final IamClient iam;
  private final String role;
  private final List<NamedPolicy> policies = new ArrayList<>();
  private String unreadable = "";
  private boolean hopeless;

  private RolePoliciesReader(IamClient iam, String role) {
    this.iam = iam;
    this.role = role;
  }

  /**
   * Reads what can be read. Never throws.
   *
   * @param iam the client
   * @param role the role's name
   * @param boundary the ARN of its permissions boundary, or empty
   */
  static RolePolicies read(IamClient iam, String role, String boundary) {
    RolePoliciesReader reader = new RolePoliciesReader(iam, role);
    reader.readInline();
    if (!reader.hopeless) {
      reader.readAttached();
    }
    Optional<NamedPolicy> bounds =
        boundary.isEmpty() || reader.hopeless ? Optional.empty() : reader.managed(boundary);
    return new RolePolicies(reader.policies, bounds, reader.unreadable);
  }

  /** IAM sends documents with percent-encoding, in which {@code +} is itself. */
  static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void readInline() {
    List<String> names =
        read(
                "iam:ListRolePolicies",
                () ->
                    iam
                        .listRolePoliciesPaginator(request -> request.roleName(role))
                        .policyNames()
                        .stream()
                        .toList())
            .orElse(List.of());
    for (String name : names) {
      if (hopeless) {
        return;
      }
      read(
              "iam:GetRolePolicy",
              () ->
                  decoded(
                      iam.getRolePolicy(request -> request.roleName(role).policyName(name))
                          .policyDocument()))
          .ifPresent(json -> policies.add(new NamedPolicy(name, json)));
    }
  }

  private void readAttached() {
    List<String> arns =
        read(
                "iam:ListAttachedRolePolicies",
                () ->
                    iam
                        .listAttachedRolePoliciesPaginator(request -> request.roleName(role))
                        .attachedPolicies()
                        .stream()
                        .map(policy -> policy.policyArn())
                        .toList())
            .orElse(List.of());
    for (String arn : arns) {
      if (hopeless) {
        return;
      }
      managed(arn).ifPresent(policies::add);
    }
  }

  private Optional<NamedPolicy> managed(String arn) {
    return read("iam:GetPolicy", () -> iam.getPolicy(request -> request.policyArn(arn)).policy())
        .flatMap(
            policy ->
                read(
                    "iam:GetPolicyVersion",
                    () ->
                        decoded(
                            iam.getPolicyVersion(
                                    request ->
                                        request.policyArn(arn).versionId(policy.defaultVersionId()))
                                .policyVersion()
                                .document())))
        .map(json -> new NamedPolicy(arn, json));
  }

  private <T> Optional<T> read(String call, java.util.function.Supplier<T> request) {
    return AwsCall.make(call, request)
        .fold(
            Optional::of,
            failure -> {
              unreadable = failure.why();
              hopeless = failure.kind() == AwsFailure.Kind.UNAVAILABLE;
              return Optional.empty();
            });
  }
}
