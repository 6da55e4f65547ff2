package io.adot.operator.component;

import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.component.TargetAllocation.Monitors;
import java.util.List;

/**
 * What a target allocator asks of the API server to discover targets by the resources of the
 * Prometheus operator. From the allocator's {@code internal/watcher/promOperator.go}: informers of
 * those resources, one of namespaces unless they are named, and what the scrape configurations made
 * of them discover, Services by EndpointSlices. It scrapes nothing itself.
 */
final class MonitorDiscovery {
  private static final String GROUP = ".monitoring.coreos.com";
  private static final String SOURCE = "target allocator with prometheusCR: ";

  private MonitorDiscovery() {}

  static void addRules(Monitors monitors, ComponentContext context, RuleList rules) {
    List<String> in = monitors.namespaces();
    Reason found = Reason.required("no targets are discovered by monitors", SOURCE + "monitors");
    rules.inform(found, in, List.of("servicemonitors" + GROUP, "podmonitors" + GROUP));
    if (monitors.probes()) {
      rules.inform(found, in, List.of("probes" + GROUP));
    }
    if (monitors.scrapeConfigs()) {
      rules.inform(found, in, List.of("scrapeconfigs" + GROUP));
    }
    if (in.isEmpty()) {
      rules.inform(found, RuleList.CLUSTER, List.of("namespaces"));
    }
    rules.inform(
        Reason.required("no targets of monitors are discovered", SOURCE + "what monitors select"),
        in,
        List.of("pods", "services", "endpointslices.discovery.k8s.io"));
    addWhatSomeMonitorsNeed(monitors, context, rules);
  }

  private static void addWhatSomeMonitorsNeed(
      Monitors monitors, ComponentContext context, RuleList rules) {
    Reason some = Reason.optional("some monitors find no targets", SOURCE + "what monitors select");
    rules.inform(some, monitors.namespaces(), List.of("endpoints"));
    if (monitors.probes()) {
      rules.inform(some, monitors.namespaces(), List.of("ingresses.networking.k8s.io"));
    }
    rules.inform(
        Reason.optional(
            "monitors that attach metadata of nodes find no targets", SOURCE + "attachMetadata"),
        RuleList.CLUSTER,
        List.of("nodes"));
    Reason referred =
        Reason.optional(
            "monitors that refer to a Secret or a ConfigMap are left out",
            SOURCE + "credentials of monitors");
    List<String> kept =
        monitors.secretNamespaces().isEmpty()
            ? List.of(context.surroundings().namespace())
            : monitors.secretNamespaces();
    rules.add(referred, RuleList.GET, kept, "secrets");
    rules.add(referred, RuleList.GET, kept, "configmaps");
  }
}
