package io.adot.operator.component;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the URL of an AWS endpoint tells.
 *
 * @param service the service it is signed for, or empty
 * @param region its region, or empty
 * @param name the resource its host name carries: {@code pipeline} of {@code
 *     pipeline-x7.eu-west-1.osis.amazonaws.com}; {@code *} where it tells none
 * @param path the URL path, {@code *} where the URL is not known
 */
record AwsEndpoint(String service, String region, String name, String path) {
  private static final Pattern URL =
      Pattern.compile("(?:[a-z]+://)?([^/:?#*]+)(?::\\d*)?(/[^?#]*)?.*");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(?:-[a-z]+)+-\\d+");
  private static final Pattern UUID_WORKSPACE =
      Pattern.compile("ws-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern WORKSPACE = Pattern.compile("/workspaces/([^/]+)");

  /** Reads a URL, with {@code *} for what is not known of it. */
  static AwsEndpoint parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      return new AwsEndpoint("", "", EnvReferences.UNKNOWN, EnvReferences.UNKNOWN);
    }
    List<String> labels = List.of(matcher.group(1).split("\\."));
    String region = labels.stream().filter(l -> REGION.matcher(l).matches()).findFirst().orElse("");
    String path = matcher.group(2) == null ? "" : matcher.group(2);
    return new AwsEndpoint(service(labels), region, name(labels), path);
  }

  private static String service(List<String> labels) {
    for (String label : labels) {
      switch (label.replaceFirst("-fips$", "")) {
        case "aps-workspaces":
          return "aps";
        case "xray", "logs", "monitoring", "osis", "es", "aoss":
          return label.replaceFirst("-fips$", "");
        default:
          break;
      }
    }
    return "";
  }

  /** Hosts are {@code search-<domain>-<hash>}, {@code <pipeline>-<hash>} or a collection's id. */
  private static String name(List<String> labels) {
    String first = labels.isEmpty() ? "" : labels.get(0);
    String name =
        switch (service(labels)) {
          case "es" -> first.replaceFirst("^(?:search|vpc)-", "").replaceFirst("-[^-]*$", "");
          case "osis" -> first.replaceFirst("-[^-]*$", "");
          default -> first;
        };
    return name.isEmpty() ? EnvReferences.UNKNOWN : name;
  }

  /** The workspace of Amazon Managed Service for Prometheus that the path names, else {@code *}. */
  String workspace() {
    Matcher matcher = WORKSPACE.matcher(path);
    if (!matcher.find() || matcher.group(1).contains(EnvReferences.UNKNOWN)) {
      return EnvReferences.UNKNOWN;
    }
    // The slash before api/v1/remote_write is easily forgotten; the id is whole without it.
    Matcher uuid = UUID_WORKSPACE.matcher(matcher.group(1));
    return uuid.lookingAt() ? uuid.group() : matcher.group(1);
  }
}
