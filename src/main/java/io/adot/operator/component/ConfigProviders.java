package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that the collector fetches from AWS when it starts: {@code
 * ${s3://bucket.s3.region.amazonaws.com/key}} and {@code ${secretsmanager:name#key}}. From contrib
 * {@code confmap/provider}.
 */
final class ConfigProviders implements ComponentPermissions {
  /** Bounded, so that no text takes long to look through. */
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(s3://|secretsmanager:)([^$}]{1,2000}+)}");

  private static final Pattern OBJECT =
      Pattern.compile("([^/]+)\\.s3\\.([a-z0-9-]+)\\.amazonaws\\.[a-z.]+/(.+)");

  /** What Secrets Manager puts behind the name in a secret's ARN. */
  private static final String SUFFIX = "-??????";

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    List<AwsRequirement> requirements = new ArrayList<>();
    AwsSession session = AwsSession.ofPod(context);
    collect(
        component.settings(),
        (provider, what) -> {
          if (provider.equals("secretsmanager:")) {
            requirements.add(secret(what, component.id(), session));
          } else {
            object(what, component.id(), session).ifPresent(requirements::add);
          }
        });
    return requirements;
  }

  private static void collect(JsonNode setting, BiConsumer<String, String> found) {
    if (setting.isContainerNode()) {
      setting.forEach(inner -> collect(inner, found));
    } else if (setting.isTextual()) {
      REFERENCE
          .matcher(setting.textValue())
          .results()
          .forEach(reference -> found.accept(reference.group(1), reference.group(2)));
    }
  }

  /** Nothing for a store that is not of AWS. */
  private static Optional<AwsRequirement> object(String url, ComponentId id, AwsSession session) {
    Matcher object = OBJECT.matcher(url);
    return object.matches()
        ? Optional.of(
            session
                .inRegion(object.group(2))
                .requirement(
                    id,
                    Need.required("", "setting from S3, at start", "s3:GetObject"),
                    "arn:${Partition}:s3:::" + object.group(1) + "/" + object.group(3)))
        : Optional.empty();
  }

  /** By an ARN or a name, with a key of its JSON after a hash and a default after {@code :-}. */
  private static AwsRequirement secret(String reference, ComponentId id, AwsSession session) {
    String secret = reference.replaceFirst(":-.*", "").replaceFirst("#.*", "");
    return session.requirement(
        id,
        Need.required(
            "", "setting from Secrets Manager, at start", "secretsmanager:GetSecretValue"),
        secret.startsWith("arn:")
            ? secret
            : session.arn("secretsmanager", "secret:" + secret + SUFFIX));
  }
}
