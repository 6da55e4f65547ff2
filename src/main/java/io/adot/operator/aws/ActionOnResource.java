package io.adot.operator.aws;

import java.util.Optional;

/**
 * One thing a role may or may not do.
 *
 * @param action {@code aps:RemoteWrite}
 * @param resource an ARN, or {@code *}; a {@code *} within the ARN stands for what is not known
 *     beforehand
 */
public record ActionOnResource(String action, String resource) {

  /** The region that the resource's ARN names. */
  Optional<String> region() {
    String[] parts = resource.split(":", 6);
    boolean regional = parts.length == 6 && !parts[3].isEmpty() && !parts[3].contains("*");
    return regional ? Optional.of(parts[3]) : Optional.empty();
  }
}
