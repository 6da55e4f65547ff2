package io.adot.operator.demo;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the demo shows, act by act. Each throws {@link DemoFailure} when it goes otherwise. */
final class Acts {
  private static final String WORKSHOP = "other";
  private static final String SHOP = "shop";

  private final Path root;
  private final KubernetesClient client;
  private final PlayedAws aws;
  private final Screen screen;
  private final Expectations expect;

  Acts(Path root, KubernetesClient client, PlayedAws aws, Screen screen) {
    this.root = root;
    this.client = client;
    this.aws = aws;
    this.screen = screen;
    this.expect = new Expectations(client);
  }

  void play() throws IOException {
    namespace(WORKSHOP);
    namespace(SHOP);
    workshop();
    missingBinding();
    wrongTrustPolicy();
  }

  private void workshop() throws IOException {
    Map<String, String> variables =
        Map.of(
            "EKS_CLUSTER_NAME",
            "eks-workshop",
            "AWS_ACCOUNT_ID",
            '"' + PlayedAws.ACCOUNT + '"',
            "AWS_REGION",
            PlayedAws.REGION,
            "AMP_ENDPOINT",
            PlayedAws.workspaceUrl(),
            "ADOT_IAM_ROLE",
            PlayedAws.roleArn("adot-collector"));
    aws.role("adot-collector", WORKSHOP, "adot-collector");
    screen.act(
        "1. A module of the EKS workshop: manifests/oss-metrics/adot, namespace other",
        "As kubectl kustomize | envsubst | kubectl apply would do it; the variables have example values.");
    ModuleManifests.read(root.resolve("manifests/oss-metrics/adot"), variables)
        .forEach(this::apply);
    await(WORKSHOP, "adot", ConditionType.PermissionsReady, "True", null);
    await(WORKSHOP, "adot", ConditionType.AwsIdentityReady, "True", null);
    await(WORKSHOP, "adot", ConditionType.Ready, "True", Reason.Available);
    screen.success("Verified and running: its Kubernetes permissions, its IAM role, its pods.");
  }

  private void missingBinding() {
    screen.act(
        "2. A collector that lacks a permission, under the policy hold",
        "It discovers pods, but nobody granted its ServiceAccount that. Its pods would run, and find nothing.");
    apply(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: orders
          namespace: shop
          annotations:
            adot.io/preflight: hold
        spec:
          config:
            receivers:
              prometheus:
                config:
                  scrape_configs:
                    - job_name: pods
                      kubernetes_sd_configs: [{role: pod}]
            exporters:
              debug: {}
            service:
              pipelines:
                metrics:
                  receivers: [prometheus]
                  exporters: [debug]
        """);
    Condition verdict =
        await(
            SHOP,
            "orders",
            ConditionType.PermissionsReady,
            "False",
            Reason.MissingKubernetesPermissions);
    await(SHOP, "orders", ConditionType.Ready, "False", Reason.PermissionsMissing);
    expect.noDeployment(SHOP, "orders-collector");
    PrintedFix fix = fix(verdict, "apiVersion: ");
    screen.quote("The fix, from the condition's message. It is applied as it stands:", fix.text());
    apply(fix.text());
    await(SHOP, "orders", ConditionType.PermissionsReady, "True", null);
    await(SHOP, "orders", ConditionType.Ready, "True", Reason.Available);
    screen.success(
        "Withheld while the permission was missing, started by itself once it was there.");
  }

  private void wrongTrustPolicy() {
    aws.role("payments-collector", "default", "payments");
    screen.act(
        "3. A role that trusts another ServiceAccount, under the policy hold",
        "Role payments-collector trusts default/payments, the collector runs as shop/payments. STS would refuse it.");
    apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: payments
          namespace: shop
          annotations:
            eks.amazonaws.com/role-arn: %s
        ---
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: payments
          namespace: shop
          annotations:
            adot.io/preflight: hold
        spec:
          serviceAccount: payments
          config:
            receivers:
              otlp:
                protocols: {grpc: {}}
            exporters:
              prometheusremotewrite:
                endpoint: %sapi/v1/remote_write
                auth: {authenticator: sigv4auth}
            extensions:
              sigv4auth: {region: %s, service: aps}
            service:
              extensions: [sigv4auth]
              pipelines:
                metrics:
                  receivers: [otlp]
                  exporters: [prometheusremotewrite]
        """
            .formatted(
                PlayedAws.roleArn("payments-collector"),
                PlayedAws.workspaceUrl(),
                PlayedAws.REGION));
    Condition verdict =
        await(
            SHOP,
            "payments",
            ConditionType.AwsIdentityReady,
            "False",
            Reason.TrustPolicySubjectMismatch);
    await(SHOP, "payments", ConditionType.Ready, "False", Reason.AwsIdentityBroken);
    expect.noDeployment(SHOP, "payments-collector");
    PrintedFix fix = fix(verdict, "{");
    screen.quote("The fix, from the condition's message. The played IAM is given it:", fix.text());
    aws.replaceTrustPolicy("payments-collector", fix.text());
    screen.happened("applied", "trust policy of payments-collector");
    await(SHOP, "payments", ConditionType.AwsIdentityReady, "True", null);
    await(SHOP, "payments", ConditionType.Ready, "True", Reason.Available);
    screen.success("The trust policy is right, the collector runs.");
  }

  private Condition await(
      String namespace, String name, ConditionType type, String status, @Nullable Reason reason) {
    return expect.condition(namespace, name, type, status, Optional.ofNullable(reason));
  }

  private static PrintedFix fix(Condition verdict, String beginning) {
    List<PrintedFix> fixes = PrintedFix.of(verdict.getMessage());
    return fixes.stream()
        .filter(fix -> fix.text().startsWith(beginning))
        .findFirst()
        .orElseThrow(
            () -> new DemoFailure("the message brings no fix to apply: " + verdict.getMessage()));
  }

  private void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  private void apply(String yaml) {
    ModuleManifests.objects(client.getKubernetesSerialization(), yaml).forEach(this::apply);
  }

  private void apply(HasMetadata object) {
    screen.happened("applied", object.getKind() + " " + object.getMetadata().getName());
    client.resource(object).fieldManager("demo").forceConflicts().serverSideApply();
  }
}
