package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.SpecEnv;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the collector's pod brings along of what the AWS SDK in it looks at.
 *
 * @param env the variables of {@code spec.env}
 * @param envFrom from where more variables come, whose names are not known: {@code Secret aws}
 * @param tokens the audiences of ServiceAccount tokens by the files that they are mounted at
 * @param image the collector's image
 * @param skipped the collector's container, where EKS is told to inject nothing into it
 */
record AwsEnvironment(
    SpecEnv env,
    List<String> envFrom,
    Map<String, String> tokens,
    Optional<CollectorImage> image,
    Optional<SkippedContainer> skipped) {

  /** A pod that brings nothing. */
  static final AwsEnvironment EMPTY = of(SpecEnv.of(List.of()));

  AwsEnvironment {
    envFrom = List.copyOf(envFrom);
    tokens = Map.copyOf(tokens);
  }

  /** A pod into which EKS may inject. */
  AwsEnvironment(
      SpecEnv env,
      List<String> envFrom,
      Map<String, String> tokens,
      Optional<CollectorImage> image) {
    this(env, envFrom, tokens, image, Optional.empty());
  }

  /** A pod with just these variables. */
  static AwsEnvironment of(SpecEnv env) {
    return new AwsEnvironment(env, List.of(), Map.of(), Optional.empty());
  }

  /**
   * What a collector's pod brings along.
   *
   * @param pod the pod as rendered; empty when there is no workload
   */
  static AwsEnvironment of(OpenTelemetryCollector collector, Optional<PodSpec> pod) {
    return new AwsEnvironment(
        SpecEnv.of(collector.getSpec().getEnv()),
        collector.getSpec().getEnvFrom().stream()
            .filter(Objects::nonNull)
            .map(AwsEnvironment::name)
            .toList(),
        pod.map(AwsEnvironment::tokens).orElse(Map.of()),
        pod.flatMap(it -> it.getContainers().stream().findFirst())
            .flatMap(it -> Optional.ofNullable(it.getImage()))
            .map(CollectorImage::parse),
        pod.flatMap(it -> SkippedContainer.of(collector, it)));
  }

  /** Whether a variable is set to something; where its value comes from elsewhere, it may be. */
  boolean sets(String variable) {
    return env.references().contains(variable)
        || !env.literals().getOrDefault(variable, "").isEmpty();
  }

  private static String name(EnvFromSource source) {
    if (source.getSecretRef() != null) {
      return "Secret " + source.getSecretRef().getName();
    }
    return source.getConfigMapRef() != null
        ? "ConfigMap " + source.getConfigMapRef().getName()
        : "a source without a name";
  }

  private static Map<String, String> tokens(PodSpec pod) {
    Map<String, String> tokens = new HashMap<>();
    for (VolumeMount mount : mounts(pod)) {
      for (VolumeProjection projection : projections(pod, mount.getName())) {
        var token = projection.getServiceAccountToken();
        if (token != null && token.getPath() != null && mount.getMountPath() != null) {
          tokens.put(
              mount.getMountPath().replaceAll("/+$", "") + "/" + token.getPath(),
              Objects.requireNonNullElse(token.getAudience(), ""));
        }
      }
    }
    return tokens;
  }

  private static List<VolumeMount> mounts(PodSpec pod) {
    return pod.getContainers().stream()
        .limit(1)
        .flatMap(it -> it.getVolumeMounts().stream())
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<VolumeProjection> projections(PodSpec pod, @Nullable String volume) {
    return pod.getVolumes().stream()
        .filter(it -> it != null && it.getProjected() != null)
        .filter(it -> Objects.equals(it.getName(), volume))
        .flatMap(it -> it.getProjected().getSources().stream())
        .filter(Objects::nonNull)
        .toList();
  }
}
