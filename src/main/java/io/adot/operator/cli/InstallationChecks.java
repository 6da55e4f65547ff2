package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.runtime.CrdInspection;
import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parts of an installation, one by one; each throws what the API server refuses. */
final class InstallationChecks {
  private final KubernetesClient client;

  InstallationChecks(KubernetesClient client) {
    this.client = client;
  }

  List<Line> crd() {
    CustomResourceDefinition crd =
        client.apiextensions().v1().customResourceDefinitions().withName(CrdInspection.NAME).get();
    if (crd == null) {
      return List.of(
          line(
              Level.ERROR,
              "CRD",
              "CrdMissing",
              CrdInspection.NAME + " is not installed",
              "apply crd/ or install the chart with crds.install=true"));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        line(
            Level.OK,
            "CRD",
            "Served",
            CrdInspection.NAME
                + " serves "
                + crd.getSpec().getVersions().stream()
                    .filter(version -> Boolean.TRUE.equals(version.getServed()))
                    .map(version -> version.getName())
                    .collect(Collectors.joining(", "))
                + ", stored "
                + (crd.getStatus() == null
                    ? "-"
                    : String.join(", ", crd.getStatus().getStoredVersions())),
            ""));
    CrdInspection.complaints(crd)
        .forEach(complaint -> lines.add(line(Level.WARNING, "CRD", "CrdOutdated", complaint, "")));
    return lines;
  }

  List<Line> operators(List<InstalledOperator> operators) {
    if (operators.isEmpty()) {
      return List.of(
          line(
              Level.ERROR,
              "Operator",
              "NotInstalled",
              "no Deployment of the operator was found in any namespace",
              "install the chart, or apply operator/"));
    }
    return operators.stream().map(InstallationChecks::operator).toList();
  }

  private static Line operator(InstalledOperator operator) {
    Deployment deployment = operator.deployment();
    int ready =
        deployment.getStatus() == null || deployment.getStatus().getReadyReplicas() == null
            ? 0
            : deployment.getStatus().getReadyReplicas();
    int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
    String name = operator.namespace() + "/" + operator.name();
    String state =
        name + " has " + ready + " of " + wanted + " pods ready, image " + operator.image();
    return ready > 0
        ? line(Level.OK, "Operator", "Ready", state, "")
        : line(
            Level.ERROR,
            "Operator",
            "NotReady",
            state,
            "kubectl -n " + operator.namespace() + " logs deployment/" + operator.name());
  }

  List<Line> lease(InstalledOperator operator) {
    Settings.Election election =
        operator.settings().map(Settings::election).orElse(Settings.embedded().election());
    if (!election.enabled()) {
      return List.of(line(Level.OK, "Lease", "NoElection", "the operator elects no leader", ""));
    }
    String namespace = election.namespace().isEmpty() ? operator.namespace() : election.namespace();
    Lease lease = client.leases().inNamespace(namespace).withName(election.lease()).get();
    String name = "Lease " + namespace + "/" + election.lease();
    String holder =
        lease == null || lease.getSpec() == null
            ? ""
            : Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "");
    return List.of(
        holder.isEmpty()
            ? line(
                Level.ERROR,
                "Lease",
                "NoLeader",
                name + " is held by nobody, so no replica acts",
                "see the operator's log: it may lack get, create or update on leases")
            : line(Level.OK, "Lease", "Held", name + " is held by " + holder, ""));
  }

  List<Line> optionalApis() {
    Set<String> served =
        client.getApiGroups().getGroups().stream()
            .map(APIGroup::getName)
            .collect(Collectors.toSet());
    Map<String, String> optional =
        Map.of(
            "monitoring.coreos.com", "ServiceMonitors and PodMonitors",
            "gateway.networking.k8s.io", "HTTPRoutes",
            "route.openshift.io", "Routes",
            "cert-manager.io", "Certificates");
    return new TreeMap<>(optional)
        .entrySet().stream()
            .map(
                api ->
                    served.contains(api.getKey())
                        ? line(Level.OK, "Optional APIs", "Served", api.getKey() + " is there", "")
                        : line(
                            Level.OK,
                            "Optional APIs",
                            "Absent",
                            api.getKey() + " is not there: no " + api.getValue(),
                            ""))
            .toList();
  }

  private static Line line(Level level, String section, String code, String text, String advice) {
    return Report.live(level, section, code, text, advice);
  }
}
