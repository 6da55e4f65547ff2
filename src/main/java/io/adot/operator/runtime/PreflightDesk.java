package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.converge.Convergence;
import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.evidence.ApiInjectionWebhook;
import io.adot.operator.evidence.ApiIssuer;
import io.adot.operator.evidence.ApiPodIdentityAgent;
import io.adot.operator.evidence.ApiServiceAccounts;
import io.adot.operator.evidence.Background;
import io.adot.operator.evidence.Cadence;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceGatherer;
import io.adot.operator.evidence.EvidenceListener;
import io.adot.operator.evidence.EvidenceSources;
import io.adot.operator.evidence.Issuer;
import io.adot.operator.evidence.RoleWatch;
import io.adot.operator.evidence.ServiceAccountWatch;
import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.PreflightPolicies;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.RunningPod;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.status.RememberedVerdicts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a pass gets its verdicts: what is known now, judged; what is not known yet is asked for
 * behind its back.
 */
final class PreflightDesk implements AutoCloseable {
  private static final int REVIEWS_AT_ONCE = 8;
  private static final int IAM_QUESTIONS_AT_ONCE = 2;
  private static final String OUR_PREFIX = "adot.io/";
  private static final String SWITCHED_OFF =
      "the operator does not ask IAM (--aws-identity-checks=false)";

  private final PreflightPolicy defaultPolicy;
  private final EvidenceGatherer gatherer;
  private final ServiceAccountWatch serviceAccounts;
  private final RoleWatch roles;
  private final Map<CollectorKey, Edition> editions = new ConcurrentHashMap<>();

  /**
   * Opens a desk.
   *
   * @param listener is told when a collector's evidence is news
   */
  PreflightDesk(KubernetesClient client, Settings settings, Iam iam, EvidenceListener listener) {
    this.defaultPolicy = settings.checks().policy();
    this.serviceAccounts = new ServiceAccountWatch(client, settings.watched().namespaces());
    AccessReviewer reviewer = new ApiAccessReviewer(client);
    this.roles = new RoleWatch(client, settings.watched().namespaces(), reviewer);
    this.gatherer =
        new EvidenceGatherer(
            new EvidenceSources(
                reviewer,
                roles,
                new ApiServiceAccounts(client, serviceAccounts::isWatching),
                settings.checks().issuer().isEmpty()
                    ? new ApiIssuer(client)
                    : Issuer.known(settings.checks().issuer()),
                new ApiInjectionWebhook(client),
                new ApiPodIdentityAgent(client),
                settings.checks().aws() ? iam : question -> notAsked(),
                settings.checks().aws() ? settings.checks().cluster() : ""),
            Background.threads("evidence", REVIEWS_AT_ONCE),
            Background.threads("iam", IAM_QUESTIONS_AT_ONCE),
            listener);
    serviceAccounts.start(gatherer::serviceAccountChanged);
    roles.start(gatherer::grantsChanged);
  }

  /**
   * What people change of a collector.
   *
   * @param generation counts the changes of its spec
   * @param annotations those of ours, with which a person may also ask for a check
   */
  private record Edition(@Nullable Long generation, Map<String, String> annotations) {
    static Edition of(OpenTelemetryCollector collector) {
      Map<String, String> ours =
          new TreeMap<>(
              Optional.ofNullable(collector.getMetadata().getAnnotations()).orElse(Map.of()));
      ours.keySet().removeIf(name -> !name.startsWith(OUR_PREFIX));
      return new Edition(collector.getMetadata().getGeneration(), ours);
    }
  }

  /**
   * What the preflight says of a collector now.
   *
   * @param policy what follows from a false verdict
   * @param verdicts the judgement
   * @param findings what is wrong with how the policy was given
   */
  record Opinion(PreflightPolicy policy, Verdicts verdicts, List<Finding> findings) {

    /** The same, with what the status still knows in the place of what is pending. */
    Opinion remembering(
        OpenTelemetryCollector collector, @Nullable OpenTelemetryCollectorStatus previous) {
      return new Opinion(policy, RememberedVerdicts.in(verdicts, collector, previous), findings);
    }

    /** The same, after the operator has tried to grant what is missing. */
    Opinion after(Convergence granted) {
      return new Opinion(policy, Roles.told(verdicts, granted), findings);
    }

    /** The findings of others, and its own. */
    List<Finding> with(List<Finding> others) {
      return Stream.concat(others.stream(), findings.stream()).toList();
    }
  }

  /**
   * What is known now.
   *
   * @param objects what is to be made of the collector in this cluster
   * @param pods its pods that run
   */
  Opinion opinion(
      OpenTelemetryCollector collector,
      Assessment assessment,
      List<HasMetadata> objects,
      List<Pod> pods) {
    PreflightPolicies policies = PreflightPolicies.of(collector, defaultPolicy);
    CollectorKey key = key(collector);
    if (policies.policy() == PreflightPolicy.OFF) {
      forget(key);
      return new Opinion(policies.policy(), Preflight.skipped(), policies.findings());
    }
    Questions questions = Questions.of(collector, assessment.needs(), objects);
    Evidence evidence = gatherer.current(key, questions);
    if (!questions.awsRequirements().isEmpty()) {
      evidence =
          evidence.with(evidence.injection().into(pods.stream().map(RunningPod::of).toList()));
    }
    Edition edition = Edition.of(collector);
    Edition before = editions.put(key, edition);
    if (before != null && !before.equals(edition)) {
      // Only now, so that answers are checked, too, which others had asked for before.
      gatherer.collectorChanged(key);
    }
    Verdicts verdicts = Preflight.judge(collector, assessment.needs(), objects, evidence);
    return new Opinion(policies.policy(), verdicts, policies.findings());
  }

  /** The collector was granted something, or something was taken back: that is checked soon. */
  void rolesChanged(OpenTelemetryCollector collector) {
    gatherer.rolesChanged(key(collector));
  }

  /**
   * Sets how often the answers are checked from now on: often while a workload is withheld because
   * of them.
   */
  void pace(OpenTelemetryCollector collector, Opinion opinion, boolean held) {
    if (opinion.policy() != PreflightPolicy.OFF) {
      gatherer.pace(key(collector), Cadence.of(opinion.verdicts(), held));
    }
  }

  void forget(String namespace, String name) {
    forget(new CollectorKey(namespace, name));
  }

  private void forget(CollectorKey key) {
    editions.remove(key);
    gatherer.forget(key);
  }

  @Override
  public void close() {
    roles.close();
    serviceAccounts.close();
    gatherer.close();
  }

  static CollectorKey key(OpenTelemetryCollector collector) {
    return new CollectorKey(
        collector.getMetadata().getNamespace(), collector.getMetadata().getName());
  }

  private static IamAnswer notAsked() {
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown(SWITCHED_OFF),
        new IamAnswer.ProviderLookup.Unknown(SWITCHED_OFF),
        Map.of());
  }
}
