package io.adot.operator.testing.mock;

import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One request, taken apart.
 *
 * @param method {@code PATCH}
 * @param agent who asks: the name under which its client was made
 * @param path without the query
 * @param query decoded; empty if there is none
 * @param group API group; empty for the core group and for paths that are no resources
 * @param version {@code v1}; empty for paths that are no resources
 * @param namespace empty for cluster-scoped resources and for requests across namespaces
 * @param resource plural: {@code deployments}; empty for paths that are no resources
 * @param name empty for lists, and for creations that are not server-side applies
 * @param subresource {@code status}; empty for the object itself
 * @param contentType of the body; empty if there is none
 * @param body as it came
 */
public record ApiRequest(
    String method,
    String agent,
    String path,
    String query,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    String contentType,
    String body) {

  static ApiRequest of(RecordedRequest request) {
    URI uri = URI.create(request.getPath());
    List<String> parts = List.of(uri.getPath().substring(1).split("/"));
    boolean grouped = parts.get(0).equals("apis");
    boolean api = grouped || parts.get(0).equals("api");
    int begin = grouped ? 3 : 2;
    boolean namespaced = api && at(parts, begin).equals("namespaces") && parts.size() > begin + 2;
    int resource = api ? begin + (namespaced ? 2 : 0) : parts.size();
    return new ApiRequest(
        request.getMethod(),
        header(request, "User-Agent"),
        uri.getPath(),
        Objects.requireNonNullElse(uri.getQuery(), ""),
        grouped ? at(parts, 1) : "",
        api ? at(parts, begin - 1) : "",
        namespaced ? at(parts, begin + 1) : "",
        at(parts, resource),
        at(parts, resource + 1),
        at(parts, resource + 2),
        header(request, "Content-Type").toLowerCase(Locale.ROOT),
        Objects.requireNonNullElse(request.getUtf8Body(), ""));
  }

  /** What Kubernetes' authorization calls it. */
  public String verb() {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> isWatch() ? "watch" : name.isEmpty() ? "list" : "get";
    };
  }

  /** Whether it asks what somebody may do; such requests are creations that store nothing. */
  public boolean isReview() {
    return resource.endsWith("reviews");
  }

  boolean isWatch() {
    return query.contains("watch=true");
  }

  boolean isStatus() {
    return subresource.equals("status");
  }

  boolean isApply() {
    return method.equals("PATCH") && contentType.startsWith("application/apply-patch");
  }

  /** The value of a query parameter; empty if it was not given. */
  String parameter(String wanted) {
    for (String pair : query.split("&")) {
      if (pair.startsWith(wanted + "=")) {
        return pair.substring(wanted.length() + 1);
      }
    }
    return "";
  }

  /** Who is to own the fields: the manager that was named, or else the client. */
  String fieldManager() {
    String named = parameter("fieldManager");
    return named.isEmpty() ? agent : named;
  }

  Access access() {
    String full = subresource.isEmpty() ? resource : resource + "/" + subresource;
    return new Access(verb(), group, full, namespace, name, resource.isEmpty() ? path : "");
  }

  @Override
  public String toString() {
    return agent + ": " + method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }

  private static String at(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  private static String header(RecordedRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }
}
