package io.adot.operator.component;

import static io.adot.operator.component.OneComponent.exporter;
import static io.adot.operator.component.OneComponent.extension;
import static io.adot.operator.component.OneComponent.processor;
import static io.adot.operator.component.OneComponent.receiver;
import static io.adot.operator.component.OneComponent.scraping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.adot.operator.config.CollectorConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AwsRequirementsTest {
  private static final String ARN = "arn:${Partition}:";
  private static final String ROLE = "arn:aws:iam::222222222222:role/central";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write, eu-west-1, ws-1",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/,                    eu-west-1, ws-1",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1,                     eu-west-1, ws-1",
    "https://aps-workspaces.cn-north-1.amazonaws.com.cn/workspaces/ws-1/api/v1/remote_write, cn-north-1, ws-1",
    "https://aps-workspaces-fips.us-gov-west-1.amazonaws.com/workspaces/ws-1/api,        us-gov-west-1, ws-1",
    "https://vpce-1.aps-workspaces.us-east-1.vpce.amazonaws.com/workspaces/ws-1/api,     us-east-1, ws-1",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-01234567-89ab-4cde-8f01-23456789abcdapi/v1/remote_write, eu-west-1, ws-01234567-89ab-4cde-8f01-23456789abcd",
    "https://aps-workspaces.eu-west-1.amazonaws.com/,                                    eu-west-1, *",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/${env:WS}/api,            eu-west-1, *",
    "${env:AMP_ENDPOINT}api/v1/remote_write,                                             us-east-2, *",
    "${AMP_ENDPOINT},                                                                    us-east-2, *"
  })
  @DisplayName("remote write: workspace and region from the endpoint, else sigv4auth's region")
  void remoteWrite(String endpoint, String region, String workspace) {
    String expected =
        "REQUIRED aps:RemoteWrite on "
            + ARN
            + "aps:"
            + region
            + ":${Account}:workspace/"
            + workspace
            + " ["
            + region
            + "]";
    for (String type : List.of("prometheusremotewrite", "prometheus_remote_write/amp")) {
      assertThat(
              exporter(type, "{endpoint: '" + endpoint + "', auth: {authenticator: sigv4auth}}")
                  .with("sigv4auth", "{region: us-east-2, service: aps}")
                  .aws())
          .containsExactly(expected);
    }
  }

  @Test
  @DisplayName("remote write to an endpoint in the environment whose value is known")
  void endpointFromEnv() {
    assertThat(
            exporter(
                    "prometheusremotewrite",
                    "{endpoint: '${env:AMP}api/v1/remote_write', auth: {authenticator: sigv4auth}}")
                .with("sigv4auth", "{}")
                .env("AMP", "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/")
                .aws())
        .containsExactly(
            "REQUIRED aps:RemoteWrite on "
                + ARN
                + "aps:eu-west-1:${Account}:workspace/ws-1 [eu-west-1]");
  }

  @Test
  @DisplayName("remote write without sigv4auth calls no AWS")
  void unsigned() {
    assertThat(exporter("prometheusremotewrite", "{endpoint: 'http://mimir'}").aws()).isEmpty();
    assertThat(
            exporter("prometheusremotewrite", "{auth: {authenticator: basicauth}}")
                .with("basicauth", "{}")
                .aws())
        .isEmpty();
  }

  @Test
  @DisplayName("sigv4auth that assumes a role: the calls are the role's")
  void assumeRole() {
    String settings =
        "{endpoint: 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api', auth:"
            + " {authenticator: sigv4auth/central}}";
    assertThat(
            exporter("prometheusremotewrite", settings)
                .with("sigv4auth/central", "{assume_role: {arn: '" + ROLE + "'}}")
                .aws())
        .containsExactly(
            "REQUIRED aps:RemoteWrite on "
                + ARN
                + "aps:eu-west-1:${Account}:workspace/ws-1 [eu-west-1] as "
                + ROLE);
    assertThat(
            exporter("prometheusremotewrite", settings)
                .with(
                    "sigv4auth/central",
                    "{assume_role: {arn: '" + ROLE + "', web_identity_token_file: /token}}")
                .aws())
        .containsExactly("REQUIRED  on  [eu-west-1]");
  }

  @Test
  @DisplayName("sigv4auth that nothing uses still wants credentials")
  void unusedSigner() {
    assertThat(extension("sigv4auth", "{region: eu-west-1}").aws())
        .containsExactly("REQUIRED  on  [eu-west-1]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "otlphttp  | https://xray.eu-west-1.amazonaws.com/v1/traces | xray:PutTraceSegments on *",
        "otlp_http | https://monitoring.eu-west-1.amazonaws.com/v1/metrics |"
            + " cloudwatch:PutMetricData on *",
        "otlp_http | https://orders-abc123.eu-west-1.osis.amazonaws.com/v1/traces |"
            + " osis:Ingest on arn:${Partition}:osis:eu-west-1:${Account}:pipeline/orders",
        "opensearch | https://search-shop-logs-abc123.eu-west-1.es.amazonaws.com |"
            + " es:ESHttpPost,es:ESHttpPut on"
            + " arn:${Partition}:es:eu-west-1:${Account}:domain/shop-logs/*",
        "elasticsearch | https://abc123.eu-west-1.aoss.amazonaws.com |"
            + " aoss:APIAccessAll on arn:${Partition}:aoss:eu-west-1:${Account}:collection/abc123",
        "otlp_http | https://logs.eu-west-1.amazonaws.com/v1/logs | logs:PutLogEvents on"
            + " arn:${Partition}:logs:eu-west-1:${Account}:log-group:/otel:log-stream:main"
      })
  @DisplayName("other signed exporters, by the service of the endpoint")
  void signed(String type, String endpoint, String expected) {
    assertThat(
            exporter(
                    type,
                    "{endpoint: '"
                        + endpoint
                        + "', auth: {authenticator: sigv4auth}, headers: {x-aws-log-group: /otel,"
                        + " x-aws-log-stream: main}}")
                .with("sigv4auth", "{}")
                .aws())
        .containsExactly("REQUIRED " + expected + " [eu-west-1]");
  }

  @Test
  @DisplayName("a signed exporter to an unknown service needs credentials, no known action")
  void unknownService() {
    assertThat(
            exporter(
                    "otlphttp",
                    "{traces_endpoint: 'https://abc.execute-api.eu-west-1.amazonaws.com/x', auth:"
                        + " {authenticator: sigv4auth}}")
                .with("sigv4auth", "{service: execute-api}")
                .aws())
        .containsExactly("REQUIRED  on  [eu-west-1]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("CloudWatch Logs: groups and streams")
  void cloudWatchLogs(OneComponent component, List<String> expected) {
    assertThat(component.aws()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> cloudWatchLogs() {
    String logs = ARN + "logs:eu-west-1:${Account}:log-group:";
    return Stream.of(
        arguments(
            exporter(
                "awsemf",
                "{region: eu-west-1, log_group_name: '/ci/{ClusterName}', log_stream_name:"
                    + " '{NodeName}'}"),
            List.of(
                "REQUIRED logs:CreateLogStream,logs:PutLogEvents on "
                    + logs
                    + "/ci/*:log-stream:* [eu-west-1]",
                "OPTIONAL logs:CreateLogGroup on " + logs + "/ci/* [eu-west-1]")),
        arguments(
            exporter("awsemf", "{region: eu-west-1, namespace: Shop}"),
            List.of(
                "REQUIRED logs:CreateLogStream,logs:PutLogEvents on "
                    + logs
                    + "/metrics/Shop:log-stream:otel-stream-* [eu-west-1]",
                "OPTIONAL logs:CreateLogGroup on " + logs + "/metrics/Shop [eu-west-1]")),
        arguments(
            exporter("awsemf", "{region: eu-west-1, log_stream_name: one}"),
            List.of(
                "REQUIRED logs:PutLogEvents on " + logs + "/metrics/*:log-stream:one [eu-west-1]",
                "OPTIONAL logs:CreateLogStream on "
                    + logs
                    + "/metrics/*:log-stream:one [eu-west-1]",
                "OPTIONAL logs:CreateLogGroup on " + logs + "/metrics/* [eu-west-1]")),
        arguments(
            exporter(
                "awscloudwatchlogs",
                "{region: eu-west-1, log_group_name: g, log_stream_name: '${env:POD}',"
                    + " log_retention: 7, tags: {team: a}, role_arn: '"
                    + ROLE
                    + "'}"),
            List.of(
                "REQUIRED logs:CreateLogStream,logs:PutLogEvents on "
                    + logs
                    + "g:log-stream:* [eu-west-1] as "
                    + ROLE,
                "OPTIONAL logs:CreateLogGroup on " + logs + "g [eu-west-1] as " + ROLE,
                "OPTIONAL logs:PutRetentionPolicy on " + logs + "g [eu-west-1] as " + ROLE,
                "OPTIONAL logs:TagResource on " + logs + "g [eu-west-1] as " + ROLE)),
        arguments(exporter("awsemf", "{output_destination: stdout}"), List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("everything else that calls AWS")
  void others(OneComponent component, List<String> expected) {
    assertThat(component.aws()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> others() {
    String sampling = "xray:GetSamplingRules,xray:GetSamplingTargets on *";
    return Stream.of(
        arguments(exporter("awsxray", "null"), List.of("REQUIRED xray:PutTraceSegments on *")),
        arguments(
            exporter("awsxray", "{region: eu-west-1, telemetry: {enabled: true}}"),
            List.of(
                "REQUIRED xray:PutTraceSegments on * [eu-west-1]",
                "OPTIONAL xray:PutTelemetryRecords on * [eu-west-1]")),
        arguments(
            receiver("awsxray", "{proxy_server: {region: eu-west-1}}"),
            List.of("OPTIONAL " + sampling + " [eu-west-1]")),
        arguments(extension("awsproxy", "{}"), List.of("REQUIRED " + sampling)),
        arguments(extension("awsproxy", "{service_name: s3}"), List.of()),
        arguments(
            receiver("awscontainerinsightreceiver", "{cluster_name: shop}"),
            List.of("OPTIONAL ec2:DescribeTags on *", "OPTIONAL ec2:DescribeVolumes on *")),
        arguments(
            processor("resourcedetection", "{detectors: [ec2], ec2: {tags: [^team$]}}"),
            List.of("OPTIONAL ec2:DescribeTags on *")),
        arguments(
            processor(
                "resource_detection", "{detectors: [ec2], ec2: {tags: [a], tags_from_imds: true}}"),
            List.of()),
        arguments(processor("resource_detection", "{detectors: [ec2, eks]}"), List.of()),
        arguments(
            processor(
                "resource_detection",
                "{detectors: [eks], eks: {resource_attributes: {k8s.cluster.name: {enabled:"
                    + " true}}}}"),
            List.of("OPTIONAL ec2:DescribeInstances on *")),
        arguments(
            scraping("- ec2_sd_configs: [{region: eu-west-1, role_arn: '" + ROLE + "'}]\n"),
            List.of(
                "REQUIRED ec2:DescribeInstances on * [eu-west-1] as " + ROLE,
                "OPTIONAL ec2:DescribeAvailabilityZones on * [eu-west-1] as " + ROLE)),
        arguments(scraping("- ec2_sd_configs: [{access_key: x}]\n"), List.of()),
        arguments(
            scraping("- aws_sd_configs: [{role: lightsail}]\n"),
            List.of("REQUIRED lightsail:GetInstances on *")),
        arguments(
            exporter(
                "awss3",
                "{s3uploader: {region: eu-west-1, s3_bucket: b, s3_prefix: p, acl: private}}"),
            List.of(
                "REQUIRED s3:PutObject,s3:AbortMultipartUpload on " + ARN + "s3:::b/p* [eu-west-1]",
                "REQUIRED s3:PutObjectAcl on " + ARN + "s3:::b/p* [eu-west-1]")),
        arguments(
            exporter(
                "awss3", "{s3uploader: {s3_bucket: b}, resource_attrs_to_s3: {s3_prefix: tenant}}"),
            List.of("REQUIRED s3:PutObject,s3:AbortMultipartUpload on " + ARN + "s3:::b/*")),
        arguments(
            exporter("awskinesis", "{aws: {stream_name: s, region: eu-west-1, role: r}}"),
            List.of(
                "REQUIRED kinesis:PutRecords on "
                    + ARN
                    + "kinesis:eu-west-1:${Account}:stream/s [eu-west-1] as r")),
        arguments(
            exporter("awskinesis", "{aws: {stream_name: s, region: '${env:AWS_REGION}'}}"),
            List.of(
                "REQUIRED kinesis:PutRecords on " + ARN + "kinesis:${Region}:${Account}:stream/s")),
        arguments(
            exporter("awskinesis", "{aws: {stream_name: s, region: '${env:WHERE}'}}"),
            List.of("REQUIRED kinesis:PutRecords on " + ARN + "kinesis:*:${Account}:stream/s")),
        arguments(
            exporter("awskinesis", "{aws: {stream_name: s}}").env("AWS_REGION", "eu-west-1"),
            List.of(
                "REQUIRED kinesis:PutRecords on "
                    + ARN
                    + "kinesis:eu-west-1:${Account}:stream/s [eu-west-1]")),
        arguments(
            exporter("kafka", "{auth: {sasl: {mechanism: AWS_MSK_IAM_OAUTHBEARER}}}"),
            List.of(
                "REQUIRED kafka-cluster:Connect,kafka-cluster:DescribeTopic,"
                    + "kafka-cluster:WriteData,kafka-cluster:WriteDataIdempotently on *")),
        arguments(exporter("kafka", "{}"), List.of()),
        arguments(
            exporter("loadbalancing", "{resolver: {aws_cloud_map: {namespace: n}}}"),
            List.of("REQUIRED servicediscovery:DiscoverInstances on *")),
        arguments(exporter("otlp", "{endpoint: 'a:4317'}"), List.of()),
        arguments(exporter("debug", "{}"), List.of()));
  }

  @Test
  @DisplayName("where a resource policy may allow it, and which managed policy grants it")
  void evidence() {
    OneComponent both =
        exporter(
                "prometheusremotewrite",
                "{endpoint: 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1',"
                    + " auth: {authenticator: sigv4auth}}")
            .with("sigv4auth", "{}");
    AwsRequirement aps = requirements(both).get(0);
    assertThat(aps.resourcePolicies()).isTrue();
    assertThat(aps.managedPolicy()).isEqualTo("AmazonPrometheusRemoteWriteAccess");

    AwsRequirement logs = requirements(exporter("awsemf", "{}")).get(0);
    assertThat(logs.resourcePolicies()).isFalse();
    assertThat(logs.managedPolicy()).isEqualTo("CloudWatchAgentServerPolicy");
    assertThat(logs.source()).isEqualTo("exporter awsemf to CloudWatch Logs");
  }

  private static List<AwsRequirement> requirements(OneComponent component) {
    return AwsRequirements.of(
        CollectorConfig.parse(component.config()),
        new Surroundings("other", "adot", CollectorImage.parse(component.image()), Map.of()));
  }
}
