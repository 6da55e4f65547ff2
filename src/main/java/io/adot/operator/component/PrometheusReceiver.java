package io.adot.operator.component;

import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;

/** The Prometheus receiver: what it asks to find its targets and what it asks to scrape them. */
final class PrometheusReceiver implements ComponentPermissions {

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    RuleList rules = new RuleList(component.id());
    // With a target allocator it is the allocator that discovers, as its own ServiceAccount.
    boolean allocated = component.settings().has("target_allocator");
    for (ScrapeJob job : ScrapeJob.of(component, context)) {
      if (!allocated) {
        PrometheusDiscovery.addRules(job, rules);
      }
      PrometheusScraping.addRules(job, rules);
    }
    return rules.toList();
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    List<AwsRequirement> requirements = new ArrayList<>();
    for (ScrapeJob job : ScrapeJob.of(component, context)) {
      requirements.addAll(PrometheusAwsDiscovery.requirements(component.id(), job));
    }
    return requirements;
  }
}
