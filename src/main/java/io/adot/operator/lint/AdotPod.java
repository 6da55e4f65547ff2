package io.adot.operator.lint;

import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.KnownImage;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pod needs to run ADOT's image: it runs as a user that has a name only, {@code aoc} (4317),
 * and reads its whole configuration from a variable where there is one.
 */
final class AdotPod implements Rule {
  private static final Set<String> LOGS = Set.of("filelog", "file_log");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    CollectorImage image = subject.surroundings().image();
    boolean asRoot = image.version().filter(version -> !version.atLeast(0, 30)).isPresent();
    if (image.distribution() != Distribution.ADOT) {
      return;
    }
    contentVariable(subject, findings);
    if (asRoot) {
      return;
    }
    if (KnownImage.isPublishedByAws(image)) {
      userName(subject, findings);
    }
    access(subject, findings);
  }

  private static void contentVariable(Subject subject, Consumer<Finding> findings) {
    List<EnvVar> env = subject.spec().getEnv();
    for (int i = 0; i < env.size(); i++) {
      if ("AOT_CONFIG_CONTENT".equals(env.get(i).getName())) {
        findings.accept(
            new Finding(
                FindingCode.OTC1105,
                "spec.env[" + i + "]",
                "the image runs what AOT_CONFIG_CONTENT holds instead of spec.config",
                "remove it"));
      }
    }
  }

  private static void userName(Subject subject, Consumer<Finding> findings) {
    SecurityContext own = subject.spec().getSecurityContext();
    PodSecurityContext pods = subject.spec().getPodSecurityContext();
    Boolean nonRoot = own == null ? null : own.getRunAsNonRoot();
    String path = "spec.securityContext.runAsNonRoot";
    if (nonRoot == null) {
      nonRoot = pods == null ? null : pods.getRunAsNonRoot();
      path = "spec.podSecurityContext.runAsNonRoot";
    }
    if (Boolean.TRUE.equals(nonRoot) && user(subject) == null && !subject.assignsUsers()) {
      findings.accept(
          new Finding(
              FindingCode.OTC1106,
              path,
              "the image's user has a name and no number, so the kubelet starts no container"
                  + " (CreateContainerConfigError)",
              "add `runAsUser: 4317` beside it"));
    }
  }

  private static @Nullable Long user(Subject subject) {
    SecurityContext own = subject.spec().getSecurityContext();
    PodSecurityContext pods = subject.spec().getPodSecurityContext();
    Long user = own == null ? null : own.getRunAsUser();
    return user != null || pods == null ? user : pods.getRunAsUser();
  }

  private static void access(Subject subject, Consumer<Finding> findings) {
    Long user = user(subject);
    boolean root = user != null && user == 0;
    boolean host =
        subject.spec().getVolumes().stream().map(Volume::getHostPath).anyMatch(p -> p != null);
    for (Component component : subject.config().enabled(ComponentKind.RECEIVER)) {
      boolean insight = component.type().equals("awscontainerinsightreceiver");
      boolean logs =
          LOGS.contains(component.type())
              && component.settings().path("include").toString().contains("/var/log/");
      if ((insight || logs) && !(root && host)) {
        findings.accept(
            new Finding(
                FindingCode.OTC1107,
                component.id().path(),
                "reads files of the node, " + lacking(root, host),
                fix(root, host)));
      }
    }
  }

  private static String lacking(boolean root, boolean host) {
    String user = "and the image's user 4317 may not";
    String volumes = "and the pod has no volume with a hostPath";
    return root ? volumes : host ? user : user + ", " + volumes;
  }

  private static String fix(boolean root, boolean host) {
    String user = "set spec.securityContext.runAsUser to 0";
    String volumes = "mount them with spec.volumes and spec.volumeMounts";
    return root ? volumes : host ? user : user + " and " + volumes;
  }
}
