package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.aws.Iam;
import io.adot.operator.component.Needs;
import io.adot.operator.evidence.ApiInjectionWebhook;
import io.adot.operator.evidence.ApiIssuer;
import io.adot.operator.evidence.ApiPodIdentityAgent;
import io.adot.operator.evidence.ApiServiceAccounts;
import io.adot.operator.evidence.Asker;
import io.adot.operator.evidence.Background;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceGatherer;
import io.adot.operator.evidence.EvidenceSources;
import io.adot.operator.evidence.Issuer;
import io.adot.operator.evidence.RoleGrants;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.PreflightPolicies;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.RunningPod;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.render.Facts;
import io.adot.operator.runtime.Forecast;
import io.adot.operator.runtime.Forecast.Prospect;
import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Judges collectors of a cluster as the operator does, and waits for the evidence. */
final class LiveJudge implements AutoCloseable {
  private static final int QUESTIONS_AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Facts facts;
  private final Forecast forecast;
  private final Consumer<String> notes;
  private final EvidenceGatherer gatherer;
  private final Semaphore news = new Semaphore(0);

  /**
   * @param settings those of the operator
   * @param iam AWS
   * @param cluster the cluster's name in EKS; empty for what the operator was told
   * @param notes is told what was not looked at
   */
  LiveJudge(
      KubernetesClient client,
      UsersReviews reviews,
      Settings settings,
      Iam iam,
      String cluster,
      Consumer<String> notes) {
    this.facts = settings.facts();
    this.forecast = new Forecast(client, facts);
    this.notes = notes;
    this.gatherer =
        new EvidenceGatherer(
            new EvidenceSources(
                reviews,
                RoleGrants.UNKNOWN,
                new ApiServiceAccounts(client, Asker.PERSON, () -> false),
                settings.checks().issuer().isEmpty()
                    ? new ApiIssuer(client, Asker.PERSON)
                    : Issuer.known(settings.checks().issuer()),
                new ApiInjectionWebhook(client, Asker.PERSON),
                new ApiPodIdentityAgent(client),
                iam,
                cluster.isEmpty() ? settings.checks().cluster() : cluster),
            Background.threads("evidence", QUESTIONS_AT_ONCE),
            Background.threads("iam", QUESTIONS_AT_ONCE),
            collector -> news.release());
  }

  /** All about one collector. */
  Report.Subject judge(OpenTelemetryCollector collector) {
    Prospect prospect = prospect(collector);
    PreflightPolicies policies = PreflightPolicies.of(collector, PreflightPolicy.WARN);
    Verdicts verdicts =
        policies.policy() == PreflightPolicy.OFF
            ? Preflight.skipped()
            : verdicts(collector, prospect);
    return Report.live(
        CollectorChoice.fullName(collector),
        Stream.concat(prospect.assessment().findings().stream(), policies.findings().stream())
            .toList(),
        verdicts);
  }

  /** With what there is of it, if that may be looked at. */
  private Prospect prospect(OpenTelemetryCollector collector) {
    try {
      return forecast.prospect(collector);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      notes.accept(
          CollectorChoice.fullName(collector)
              + " is judged without its objects and pods, which you may not list: "
              + ClusterTrouble.said(refused));
      Assessment assessment = Assessment.of(collector, facts);
      return new Prospect(assessment, assessment.rendering().objects(), List.of());
    }
  }

  /** What is still open after a while stays so. */
  private Verdicts verdicts(OpenTelemetryCollector collector, Prospect prospect) {
    var metadata = collector.getMetadata();
    CollectorKey key = new CollectorKey(metadata.getNamespace(), metadata.getName());
    Needs needs = prospect.assessment().needs();
    List<HasMetadata> objects = prospect.objects();
    List<RunningPod> pods = prospect.pods().stream().map(RunningPod::of).toList();
    Questions questions = Questions.of(collector, needs, objects);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Evidence evidence = gatherer.current(key, questions);
      Verdicts verdicts =
          Preflight.judge(
              collector, needs, objects, evidence.with(evidence.injection().into(pods)));
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
