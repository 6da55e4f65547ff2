package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an API server adds to an object that it stores: fields of its own, and defaults of fields
 * that were left out.
 */
final class ServerDefaults {
  private static final Pattern SERVERS_OWN =
      Pattern.compile(
          "status\\b.*|metadata\\.(managedFields|generation|uid|resourceVersion|creationTimestamp)\\b.*"
              + "|metadata\\.ownerReferences\\[\\d+]\\.uid"
              + "|metadata\\.annotations\\.'deployment\\.kubernetes\\.io/revision'"
              + "|metadata\\.annotations\\.'deprecated\\.daemonset\\.template\\.generation'"
              + "|spec\\.clusterIPs\\b.*|spec\\.volumeClaimTemplates\\[\\d+]\\.status\\b.*"
              + "|.*\\.serviceAccount");

  private static final Map<Pattern, String> DEFAULTS = new LinkedHashMap<>();

  static {
    add("spec\\.clusterIP", "(?!None$).*");
    add("spec\\.ipFamilies\\[0]", "IPv4");
    add("spec\\.ipFamilyPolicy", "SingleStack");
    add("spec\\.internalTrafficPolicy", "Cluster");
    add("spec\\.sessionAffinityConfig\\.clientIP\\.timeoutSeconds", "10800");
    add("spec\\.revisionHistoryLimit", "10");
    add("spec\\.progressDeadlineSeconds", "600");
    add("spec\\.(strategy|updateStrategy)\\.type", "RollingUpdate");
    add("spec\\.strategy\\.rollingUpdate\\.max(Surge|Unavailable)", "25%");
    add("spec\\.updateStrategy\\.rollingUpdate\\.maxUnavailable", "1");
    add("spec\\.updateStrategy\\.rollingUpdate\\.(maxSurge|partition)", "0");
    add("spec\\.persistentVolumeClaimRetentionPolicy\\.when(Deleted|Scaled)", "Retain");
    add(".*\\.terminationMessagePath", "/dev/termination-log");
    add(".*\\.terminationMessagePolicy", "File");
    add(".*\\.imagePullPolicy", "IfNotPresent|Always");
    add(".*\\.(resources|securityContext)", "\\{}");
    add("spec\\.template\\.spec\\.restartPolicy", "Always");
    add("spec\\.template\\.spec\\.schedulerName", "default-scheduler");
    add("spec\\.template\\.spec\\.terminationGracePeriodSeconds", "30");
    add(".*Probe\\.timeoutSeconds", "1");
    add(".*Probe\\.periodSeconds", "10");
    add(".*Probe\\.successThreshold", "1");
    add(".*Probe\\.failureThreshold", "3");
    add(".*\\.httpGet\\.scheme", "HTTP");
    add(".*\\.protocol", "TCP");
    add(".*\\.fieldRef\\.apiVersion", "v1");
    add(".*\\.divisor", "0");
    add(".*\\.defaultMode", "420");
    add(".*\\.hostPath\\.type", "");
    add("spec\\.behavior\\.scale(Up|Down)\\.selectPolicy", "Max");
    add(".*\\.backendRefs\\[0]\\.(group|kind|weight)", "|Service|1");
  }

  private ServerDefaults() {}

  private static void add(String path, String value) {
    DEFAULTS.put(Pattern.compile(path), value);
  }

  /** Leaves what a client wrote or a controller has nothing to do with. */
  static void dropServersOwn(Map<String, String> leaves) {
    leaves.keySet().removeIf(path -> SERVERS_OWN.matcher(path).matches());
  }

  /** Whether the server would have filled in this value. */
  static boolean fillsIn(String path, String value) {
    return DEFAULTS.entrySet().stream()
        .anyMatch(e -> e.getKey().matcher(path).matches() && value.matches(e.getValue()));
  }

  /** Whether the server drops this value. */
  static boolean drops(String path, String value) {
    return value.equals("false") || path.endsWith("Seconds") && value.equals("0");
  }

  /** Whether the server stores one value as the other. */
  static boolean same(String path, String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    if (!path.contains("resources") && !path.endsWith("sizeLimit")) {
      return false;
    }
    try {
      return Quantity.getAmountInBytes(Quantity.parse(one))
              .compareTo(Quantity.getAmountInBytes(Quantity.parse(other)))
          == 0;
    } catch (IllegalArgumentException notQuantities) {
      return false;
    }
  }
}
