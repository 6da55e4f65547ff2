package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;

/**
 * The exporters that write to CloudWatch Logs. They put events first, and create the stream and the
 * group only when AWS says that those are missing; they describe nothing. From contrib {@code
 * internal/aws/cwlogs}.
 */
final class CloudWatchLogs implements ComponentPermissions {
  private static final String POLICY = "CloudWatchAgentServerPolicy";

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    if (context.text(settings.path("output_destination")).equalsIgnoreCase("stdout")) {
      return List.of();
    }
    AwsSession session = AwsSession.of(settings, context);
    String group = session.arn("logs", "log-group:" + group(component, context));
    String streamName = stream(component, context);
    String stream = group + ":log-stream:" + streamName;
    String source = "exporter " + component.type() + " to CloudWatch Logs";
    List<AwsRequirement> requirements = new ArrayList<>();
    // A stream of one fixed name may have been created for it; streams by node or pod are not.
    if (streamName.contains(EnvReferences.UNKNOWN)) {
      requirements.add(
          session.requirement(
              component.id(),
              Need.required(POLICY, source, "logs:CreateLogStream", "logs:PutLogEvents"),
              stream));
    } else {
      requirements.add(
          session.requirement(
              component.id(), Need.required(POLICY, source, "logs:PutLogEvents"), stream));
      requirements.add(
          session.requirement(
              component.id(),
              Need.optional(POLICY, source + ", unless the stream exists", "logs:CreateLogStream"),
              stream));
    }
    String unlessThere = source + ", unless the group exists";
    requirements.add(
        session.requirement(
            component.id(), Need.optional(POLICY, unlessThere, "logs:CreateLogGroup"), group));
    if (!List.of("", "0").contains(context.text(settings.path("log_retention")))) {
      requirements.add(
          session.requirement(
              component.id(),
              Need.optional(POLICY, source + " with log_retention", "logs:PutRetentionPolicy"),
              group));
    }
    if (!settings.path("tags").isEmpty()) {
      requirements.add(
          session.requirement(
              component.id(), Need.optional("", source + " with tags", "logs:TagResource"), group));
    }
    return requirements;
  }

  /** Without a name, {@code awsemf} makes one of the metrics' namespace. */
  private static String group(Component component, ComponentContext context) {
    String name = pattern(component.settings().path("log_group_name"), context);
    if (!name.isEmpty()) {
      return name;
    }
    String namespace = context.text(component.settings().path("namespace"));
    return component.type().equals("awsemf")
        ? "/metrics/" + (namespace.isEmpty() ? EnvReferences.UNKNOWN : namespace)
        : EnvReferences.UNKNOWN;
  }

  /** Without a name, {@code awsemf} makes one of the collector's id, which is new at each start. */
  private static String stream(Component component, ComponentContext context) {
    String name = pattern(component.settings().path("log_stream_name"), context);
    if (!name.isEmpty()) {
      return name;
    }
    return component.type().equals("awsemf") ? "otel-stream-*" : EnvReferences.UNKNOWN;
  }

  /** A name in which each {@code {Attribute}} stands for whatever the data carries. */
  private static String pattern(JsonNode setting, ComponentContext context) {
    return context.text(setting).replaceAll("\\{[^{}]*}", "*").replaceAll("\\*+", "*");
  }
}
