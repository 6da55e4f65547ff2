package io.adot.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * One request as the API server's audit log has it. What a request does not have is the empty
 * string: a core resource has no group, a request to {@code /version} no resource.
 *
 * @param user who the server took the caller for, after impersonation
 * @param code the HTTP status of the answer
 */
public record AuditEvent(
    String verb,
    String user,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code,
    boolean dryRun,
    String userAgent,
    String uri) {

  private static final Set<String> CHANGING =
      Set.of("create", "update", "patch", "delete", "deletecollection");
  private static final Set<String> REVIEWS =
      Set.of("authorization.k8s.io", "authentication.k8s.io");

  /**
   * A write creates or changes a stored object; Events and dry-runs count, access reviews, tokens
   * and Leases don't. It counts whatever the answer was: a refused write is one the caller wanted.
   */
  public boolean isWrite() {
    return CHANGING.contains(verb)
        && !resource.isEmpty()
        && !REVIEWS.contains(group)
        && !(resource.equals("serviceaccounts") && subresource.equals("token"))
        && !(group.equals("coordination.k8s.io") && resource.equals("leases"));
  }

  /** Whether the request reads or changes the status subresource. */
  public boolean isStatus() {
    return subresource.equals("status");
  }

  static AuditEvent of(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String impersonated = event.path("impersonatedUser").path("username").asText();
    String uri = event.path("requestURI").asText();
    return new AuditEvent(
        event.path("verb").asText(),
        impersonated.isEmpty() ? event.path("user").path("username").asText() : impersonated,
        object.path("apiGroup").asText(),
        object.path("resource").asText(),
        object.path("subresource").asText(),
        object.path("namespace").asText(),
        object.path("name").asText(),
        event.path("responseStatus").path("code").asInt(),
        uri.contains("dryRun=All"),
        event.path("userAgent").asText(),
        uri);
  }
}
