package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HTTP exporter: it calls AWS when the extension {@code sigv4auth} signs its requests. Actions
 * and resources from AWS' service authorization reference.
 */
final class SignedExporter implements ComponentPermissions {
  private static final String AGENT_POLICY = "CloudWatchAgentServerPolicy";

  private final String usualService;

  /**
   * For one exporter type.
   *
   * @param usualService the service that it is signed for where neither extension nor endpoint
   *     tell; may be empty
   */
  SignedExporter(String usualService) {
    this.usualService = usualService;
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    Optional<Component> signer = signer(component.settings(), context);
    if (signer.isEmpty()) {
      return List.of();
    }
    AwsSession session = AwsSession.ofSigv4(signer.get().settings(), context);
    String service = context.text(signer.get().settings().path("service"));
    return endpoints(component.settings(), context).stream()
        .map(AwsEndpoint::parse)
        .map(endpoint -> requirement(component, endpoint, service, session, context))
        .distinct()
        .toList();
  }

  private static Optional<Component> signer(JsonNode settings, ComponentContext context) {
    return Stream.of(settings, settings.path("http"))
        .map(client -> context.text(client.path("auth").path("authenticator")))
        .filter(id -> !id.isEmpty())
        .flatMap(id -> context.config().find(ComponentKind.EXTENSION, id).stream())
        .filter(extension -> extension.type().equals("sigv4auth"))
        .findFirst();
  }

  private static List<String> endpoints(JsonNode settings, ComponentContext context) {
    List<String> endpoints = new ArrayList<>();
    for (String key :
        List.of("endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint", "endpoints")) {
      endpoints.addAll(context.texts(settings.path(key)));
    }
    endpoints.addAll(context.texts(settings.path("http").path("endpoint")));
    return endpoints.isEmpty() ? List.of("") : endpoints;
  }

  private AwsRequirement requirement(
      Component component,
      AwsEndpoint endpoint,
      String signedService,
      AwsSession signer,
      ComponentContext context) {
    AwsSession session = signer.inRegionOf(endpoint);
    ComponentId id = component.id();
    return switch (service(signedService, endpoint)) {
      case "aps" ->
          session.requirement(
              id,
              Need.required(
                  "AmazonPrometheusRemoteWriteAccess",
                  "remote write to Amazon Managed Service for Prometheus",
                  "aps:RemoteWrite"),
              session.arn("aps", "workspace/" + endpoint.workspace()));
      case "xray" ->
          session.requirement(
              id,
              Need.required("AWSXrayWriteOnlyAccess", "OTLP to X-Ray", "xray:PutTraceSegments"),
              EnvReferences.UNKNOWN);
      case "monitoring" ->
          session.requirement(
              id,
              Need.required(AGENT_POLICY, "OTLP to CloudWatch", "cloudwatch:PutMetricData"),
              EnvReferences.UNKNOWN);
      case "logs" ->
          session.requirement(
              id,
              Need.required(AGENT_POLICY, "OTLP to CloudWatch Logs", "logs:PutLogEvents"),
              session.arn("logs", logStream(component.settings(), context)));
      case "osis" ->
          session.requirement(
              id,
              Need.required("", "OpenSearch Ingestion", "osis:Ingest"),
              session.arn("osis", "pipeline/" + endpoint.name()));
      case "es" ->
          session.requirement(
              id,
              Need.required("", "OpenSearch Service", "es:ESHttpPost", "es:ESHttpPut"),
              session.arn("es", "domain/" + endpoint.name() + "/*"));
      case "aoss" ->
          session.requirement(
              id,
              Need.required("", "OpenSearch Serverless", "aoss:APIAccessAll"),
              session.arn("aoss", "collection/" + endpoint.name()));
      default ->
          session.requirement(
              id, Need.required("", "requests signed by sigv4auth"), EnvReferences.UNKNOWN);
    };
  }

  private String service(String signed, AwsEndpoint endpoint) {
    if (!signed.isEmpty() && !signed.contains(EnvReferences.UNKNOWN)) {
      return signed;
    }
    return endpoint.service().isEmpty() ? usualService : endpoint.service();
  }

  private static String logStream(JsonNode settings, ComponentContext context) {
    String group = context.text(settings.path("headers").path("x-aws-log-group"));
    String stream = context.text(settings.path("headers").path("x-aws-log-stream"));
    return "log-group:"
        + (group.isEmpty() ? EnvReferences.UNKNOWN : group)
        + ":log-stream:"
        + (stream.isEmpty() ? EnvReferences.UNKNOWN : stream);
  }
}
