package io.adot.operator.demo;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.demo.Screen.Tone;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Watches the API server, as anybody could, and tells what happens to collectors. */
final class Narrator implements AutoCloseable {
  private static final String OURS = "app.kubernetes.io/managed-by";
  private static final String OUR_NAME = "opentelemetry-operator";
  private static final String OUR_REPORTER = "opentelemetry.io/adot-operator";
  private static final Set<String> VERDICTS =
      Set.of(ConditionType.PermissionsReady.name(), ConditionType.AwsIdentityReady.name());

  /** In the order of cause and effect. */
  private static final List<ConditionType> TOLD =
      List.of(
          ConditionType.ConfigValid,
          ConditionType.PermissionsReady,
          ConditionType.AwsIdentityReady,
          ConditionType.Ready);

  private final KubernetesClient client;
  private final Screen screen;
  private final Map<String, String> told = new HashMap<>();
  private final List<SharedIndexInformer<? extends HasMetadata>> informers;

  Narrator(KubernetesClient client, Screen screen) {
    this.client = client;
    this.screen = screen;
    this.informers =
        Stream.concat(
                Stream.of(
                        ServiceAccount.class,
                        ConfigMap.class,
                        Deployment.class,
                        Service.class,
                        PodDisruptionBudget.class,
                        NetworkPolicy.class)
                    .map(this::child),
                Stream.of(
                    client
                        .resources(OpenTelemetryCollector.class)
                        .inAnyNamespace()
                        .inform(handler(this::collector)),
                    client.resources(Event.class).inAnyNamespace().inform(handler(this::event))))
            .toList();
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private <T extends HasMetadata> SharedIndexInformer<? extends HasMetadata> child(Class<T> kind) {
    return client
        .resources(kind)
        .inAnyNamespace()
        .withLabel(OURS, OUR_NAME)
        .inform(handler(this::object));
  }

  /** What is told of an object at one of its states. */
  @FunctionalInterface
  private interface Tale<T> {
    void tell(T object, boolean added);
  }

  private <T extends HasMetadata> ResourceEventHandler<T> handler(Tale<T> tale) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T added) {
        tale.tell(added, true);
      }

      @Override
      public void onUpdate(T before, T after) {
        tale.tell(after, false);
      }

      @Override
      public void onDelete(T gone, boolean unknown) {
        if (!(gone instanceof Event)) {
          screen.happened("deleted", name(gone));
        }
      }
    };
  }

  private void object(HasMetadata object, boolean added) {
    if (added) {
      screen.happened("created", name(object));
    }
    if (object instanceof Deployment deployment && deployment.getStatus() != null) {
      int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
      int ready = Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0);
      if (isNews(name(object), ready + "/" + wanted)) {
        screen.happened(
            "pods", name(object), Tone.PLAIN, "", ready + " of " + wanted + " ready", "");
      }
    }
  }

  private void collector(OpenTelemetryCollector collector, boolean added) {
    if (collector.getStatus() == null) {
      return;
    }
    List<Condition> conditions = collector.getStatus().getConditions();
    for (ConditionType type : TOLD) {
      conditions.stream()
          .filter(condition -> type.name().equals(condition.getType()))
          .forEach(condition -> condition(collector, condition, conditions));
    }
  }

  private void condition(
      OpenTelemetryCollector collector, Condition condition, List<Condition> all) {
    String subject = collector.getMetadata().getName() + " " + condition.getType();
    String message = firstLine(condition.getMessage());
    boolean verdict = VERDICTS.contains(condition.getType());
    if (isNews(subject, condition.getStatus() + condition.getReason() + message)) {
      screen.happened(
          verdict ? "verdict" : "condition",
          subject,
          Tone.of(condition.getStatus()),
          condition.getStatus(),
          condition.getReason(),
          verdict ? message : withoutVerdicts(message, all));
    }
  }

  /** Ready repeats the verdict that it comes from, which has just been told. */
  private static String withoutVerdicts(String message, List<Condition> all) {
    String shorter = message;
    for (Condition other : all) {
      String verdict = firstLine(other.getMessage());
      if (VERDICTS.contains(other.getType()) && !verdict.isEmpty()) {
        shorter = shorter.replace(verdict, "…");
      }
    }
    return shorter;
  }

  private void event(Event event, boolean added) {
    if (added && OUR_REPORTER.equals(event.getReportingController())) {
      boolean warning = "Warning".equals(event.getType());
      screen.happened(
          "event",
          event.getRegarding().getKind() + " " + event.getRegarding().getName(),
          warning ? Tone.OPEN : Tone.PLAIN,
          event.getType(),
          event.getReason(),
          "");
    }
  }

  /** Whether this has not been told of the subject yet, or something else since. */
  private boolean isNews(String subject, String text) {
    synchronized (told) {
      return !text.equals(told.put(subject, text));
    }
  }

  private static String name(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
