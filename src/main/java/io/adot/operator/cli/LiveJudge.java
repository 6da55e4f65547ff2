package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.aws.Iam;
import io.adot.operator.evidence.ApiInjectionWebhook;
import io.adot.operator.evidence.ApiIssuer;
import io.adot.operator.evidence.ApiServiceAccounts;
import io.adot.operator.evidence.Background;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceGatherer;
import io.adot.operator.evidence.EvidenceSources;
import io.adot.operator.evidence.Issuer;
import io.adot.operator.evidence.RoleGrants;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.PreflightPolicies;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.render.Facts;
import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Judges collectors of a cluster as the operator does, and waits for the evidence. */
final class LiveJudge implements AutoCloseable {
  private static final int QUESTIONS_AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Facts facts;
  private final EvidenceGatherer gatherer;
  private final Semaphore news = new Semaphore(0);

  /**
   * @param settings those of the operator
   * @param iam AWS
   * @param cluster the cluster's name in EKS; empty when it is not known
   */
  LiveJudge(
      KubernetesClient client, UsersReviews reviews, Settings settings, Iam iam, String cluster) {
    this.facts = settings.facts();
    this.gatherer =
        new EvidenceGatherer(
            new EvidenceSources(
                reviews,
                RoleGrants.UNKNOWN,
                new ApiServiceAccounts(client, () -> false),
                settings.checks().issuer().isEmpty()
                    ? new ApiIssuer(client)
                    : Issuer.known(settings.checks().issuer()),
                new ApiInjectionWebhook(client),
                iam,
                cluster),
            Background.threads("evidence", QUESTIONS_AT_ONCE),
            Background.threads("iam", QUESTIONS_AT_ONCE),
            collector -> news.release());
  }

  /** All about one collector. */
  Report.Subject judge(OpenTelemetryCollector collector) {
    Assessment assessment = Assessment.of(collector, facts);
    PreflightPolicies policies = PreflightPolicies.of(collector, PreflightPolicy.WARN);
    Verdicts verdicts =
        policies.policy() == PreflightPolicy.OFF
            ? Preflight.skipped()
            : verdicts(collector, assessment);
    return Report.live(
        CollectorChoice.fullName(collector),
        Stream.concat(assessment.findings().stream(), policies.findings().stream()).toList(),
        verdicts);
  }

  /** What is still open after a while stays so. */
  private Verdicts verdicts(OpenTelemetryCollector collector, Assessment assessment) {
    var metadata = collector.getMetadata();
    CollectorKey key = new CollectorKey(metadata.getNamespace(), metadata.getName());
    List<HasMetadata> objects = assessment.rendering().objects();
    Questions questions = Questions.of(collector, assessment.needs(), objects);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Verdicts verdicts =
          Preflight.judge(collector, assessment.needs(), objects, gatherer.current(key, questions));
      boolean open =
          Stream.of(
                  verdicts.apiAccess(),
                  verdicts.serviceAccount(),
                  verdicts.kubernetesPermissions(),
                  verdicts.awsIdentity())
              .anyMatch(Verdict::isPending);
      if (!open || !isNewsUntil(deadline)) {
        gatherer.forget(key);
        return verdicts;
      }
    }
  }

  private boolean isNewsUntil(long deadline) {
    try {
      return news.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    gatherer.close();
  }
}
