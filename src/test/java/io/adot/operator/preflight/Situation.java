package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.component.MetricsEndpoint;
import io.adot.operator.component.Necessity;
import io.adot.operator.component.Needs;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collector in a cluster, put together for a test: everything is in order unless said otherwise.
 */
final class Situation {
  static final ComponentId PROMETHEUS = ComponentId.parse(ComponentKind.RECEIVER, "prometheus");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final List<KubernetesRule> rules = new ArrayList<>();
  private final List<AwsRequirement> aws = new ArrayList<>();
  private final Map<AccessQuestion, AccessAnswer> answers = new HashMap<>();
  private final Map<AccessQuestion, AccessAnswer> operatorAnswers = new HashMap<>();
  private final Map<AccessQuestion, AccessAnswer> allocatorAnswers = new HashMap<>();
  private String mode = "deployment";
  private String namespace = "other";
  private boolean ownAccount;
  private String account = "adot-collector";
  private String podFields = "";
  private String env = "[]";
  private Observation<ServiceAccountFacts> seen =
      new Observation.Found<>(new ServiceAccountFacts(Map.of(), null));
  private Observation<String> operator = new Observation.Pending<>();
  private boolean answered = true;

  Situation in(String name) {
    namespace = name;
    return this;
  }

  Situation sidecar() {
    mode = "sidecar";
    return this;
  }

  /** The operator makes the ServiceAccount. */
  Situation ownAccount() {
    ownAccount = true;
    return this;
  }

  /** YAML fields of the rendered pod. */
  Situation pod(String yaml) {
    podFields = yaml;
    return this;
  }

  /** The list {@code spec.env}, in YAML on one line. */
  Situation env(String yaml) {
    env = yaml;
    return this;
  }

  Situation named(String serviceAccount) {
    account = serviceAccount;
    return this;
  }

  Situation account(Observation<ServiceAccountFacts> observation) {
    seen = observation;
    return this;
  }

  Situation automountToken(boolean value) {
    return account(new Observation.Found<>(new ServiceAccountFacts(Map.of(), value)));
  }

  Situation operatorIs(String user) {
    operator = new Observation.Found<>(user);
    return this;
  }

  /** A rule that is somebody else's than the collector's. */
  Situation rule(Bearer bearer, KubernetesRule rule) {
    return rule(
        new KubernetesRule(
            rule.component(),
            bearer,
            rule.anyOf(),
            rule.verbs(),
            rule.namespaces(),
            rule.necessity(),
            rule.consequence(),
            rule.source()));
  }

  Situation deniedToAllocator(String namespace, String verb, Target target) {
    allocatorAnswers.put(new AccessQuestion(namespace, verb, target), new AccessAnswer.Denied());
    return this;
  }

  Situation rule(KubernetesRule rule) {
    rules.add(rule);
    return this;
  }

  Situation aws(AwsRequirement requirement) {
    aws.add(requirement);
    return this;
  }

  Situation answer(String namespace, String verb, Target target, AccessAnswer answer) {
    answers.put(new AccessQuestion(namespace, verb, target), answer);
    return this;
  }

  Situation denied(String namespace, String verb, Target target) {
    return answer(namespace, verb, target, new AccessAnswer.Denied());
  }

  Situation operatorAnswer(String namespace, String verb, Target target, AccessAnswer answer) {
    operatorAnswers.put(new AccessQuestion(namespace, verb, target), answer);
    return this;
  }

  /** Questions without a given answer stay open, instead of being allowed. */
  Situation unanswered() {
    answered = false;
    return this;
  }

  OpenTelemetryCollector collector() {
    return YAML.unmarshal(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: adot, namespace: %s}
        spec:
          mode: %s
          config: {}
          env: %s
        %s"""
            .formatted(
                namespace, mode, env, ownAccount ? "" : "  serviceAccount: \"" + account + "\"\n"),
        OpenTelemetryCollector.class);
  }

  Needs needs() {
    return new Needs(
        CollectorConfig.parse(null),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        new MetricsEndpoint("0.0.0.0", 8888),
        Optional.empty(),
        List.of(),
        rules,
        aws,
        List.of());
  }

  List<HasMetadata> rendered() {
    List<HasMetadata> rendered = new ArrayList<>();
    rendered.add(object("apiVersion: v1\nkind: ConfigMap\nmetadata: %s"));
    if (ownAccount) {
      rendered.add(object("apiVersion: v1\nkind: ServiceAccount\nmetadata: %s"));
    }
    if (!mode.equals("sidecar")) {
      rendered.add(
          object(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: %%s
              spec:
                template:
                  spec:
                    serviceAccountName: "%s"
              %s"""
                  .formatted(account, podFields.indent(6))));
    }
    return rendered;
  }

  Questions questions() {
    return Questions.of(collector(), needs(), rendered());
  }

  Evidence evidence() {
    Questions questions = questions();
    if (answered) {
      questions.collectorAccess().forEach(one -> answers.putIfAbsent(one, allowed()));
      questions.allocatorAccess().forEach(one -> allocatorAnswers.putIfAbsent(one, allowed()));
      questions.operatorAccess().forEach(one -> operatorAnswers.putIfAbsent(one, allowed()));
    }
    Observation<IamAnswer> iam = new Observation.Absent<>();
    return new Evidence(
        operatorAnswers,
        answers,
        seen,
        new Observation.Pending<>(),
        iam,
        operator,
        allocatorAnswers);
  }

  Verdicts judged() {
    return Preflight.judge(collector(), needs(), rendered(), evidence());
  }

  static AccessAnswer allowed() {
    return new AccessAnswer.Allowed();
  }

  static Resource resource(String group, String resource) {
    return Resource.of(group, resource);
  }

  static KubernetesRule required(List<? extends Target> anyOf, String... verbs) {
    return rule(PROMETHEUS, anyOf, List.of(), Necessity.REQUIRED, verbs);
  }

  static KubernetesRule required(Target target, String... verbs) {
    return required(List.of(target), verbs);
  }

  static KubernetesRule required(List<String> namespaces, Target target, String... verbs) {
    return rule(PROMETHEUS, List.of(target), namespaces, Necessity.REQUIRED, verbs);
  }

  static KubernetesRule optional(Target target, String... verbs) {
    return rule(PROMETHEUS, List.of(target), List.of(), Necessity.OPTIONAL, verbs);
  }

  static KubernetesRule rule(
      ComponentId component,
      List<? extends Target> anyOf,
      List<String> namespaces,
      Necessity necessity,
      String... verbs) {
    return new KubernetesRule(
        component,
        Bearer.COLLECTOR,
        List.copyOf(anyOf),
        List.of(verbs),
        namespaces,
        necessity,
        "no targets are discovered",
        "a test");
  }

  private HasMetadata object(String yaml) {
    return YAML.unmarshal(yaml.formatted("{name: adot-collector, namespace: " + namespace + "}"));
  }
}
