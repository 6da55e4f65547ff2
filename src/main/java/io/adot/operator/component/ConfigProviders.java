package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that the collector fetches from AWS when it starts: {@code
 * ${s3://bucket.s3.region.amazonaws.com/key}} and {@code ${secretsmanager:name#key}}. From contrib
 * {@code confmap/provider}.
 */
final class ConfigProviders implements ComponentPermissions {
  private static final Pattern S3 =
      Pattern.compile("\\$\\{s3://([^/}]+)\\.s3\\.([a-z0-9-]+)\\.amazonaws\\.[a-z.]+/([^}]+)}");
  private static final Pattern SECRET =
      Pattern.compile("\\$\\{secretsmanager:(arn:[^#}]+?|[^#:}]+)(?:#[^:}]*)?(?::-[^}]*)?}");

  /** What Secrets Manager puts behind the name in a secret's ARN. */
  private static final String SUFFIX = "-??????";

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    List<AwsRequirement> requirements = new ArrayList<>();
    collect(component.settings(), component, AwsSession.ofPod(context), requirements);
    return requirements;
  }

  private static void collect(
      JsonNode setting, Component component, AwsSession session, List<AwsRequirement> found) {
    if (setting.isContainerNode()) {
      setting.forEach(inner -> collect(inner, component, session, found));
    } else if (setting.isTextual() && setting.textValue().contains("${")) {
      S3.matcher(setting.textValue())
          .results()
          .forEach(
              reference ->
                  found.add(
                      session
                          .inRegion(reference.group(2))
                          .requirement(
                              component.id(),
                              Need.required("", "setting from S3, at start", "s3:GetObject"),
                              "arn:${Partition}:s3:::"
                                  + reference.group(1)
                                  + "/"
                                  + reference.group(3))));
      Matcher secret = SECRET.matcher(setting.textValue());
      while (secret.find()) {
        found.add(
            session.requirement(
                component.id(),
                Need.required(
                    "", "setting from Secrets Manager, at start", "secretsmanager:GetSecretValue"),
                arn(secret.group(1), session)));
      }
    }
  }

  private static String arn(String secret, AwsSession session) {
    return secret.startsWith("arn:")
        ? secret
        : session.arn("secretsmanager", "secret:" + secret + SUFFIX);
  }
}
