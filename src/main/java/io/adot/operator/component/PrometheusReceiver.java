package io.adot.operator.component;

import io.adot.operator.config.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Prometheus receiver: what it asks to find its targets and what it asks to scrape them. */
final class PrometheusReceiver implements ComponentPermissions {
  private static final String ABSENT = "once there is a target allocator, it finds no targets";

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    List<KubernetesRule> rules = new ArrayList<>();
    allocation(component, context)
        .ifPresent(allocation -> rules.addAll(ofAllocator(component, allocation, context)));
    List<ScrapeJob> jobs = ScrapeJob.of(component, context);
    if (discovers(component, context)) {
      rules.addAll(discovery(component, jobs, Bearer.COLLECTOR).toList());
    }
    RuleList scraping = new RuleList(component.id());
    jobs.forEach(job -> PrometheusScraping.addRules(job, scraping));
    rules.addAll(scraping.toList());
    return rules;
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    // An allocator asks AWS as its own ServiceAccount, about which nothing is asked here.
    return discovers(component, context)
        ? ScrapeJob.of(component, context).stream()
            .flatMap(job -> PrometheusAwsDiscovery.requirements(component.id(), job).stream())
            .toList()
        : List.of();
  }

  /** Whether the collector finds its targets itself: with an allocator it is told them. */
  private static boolean discovers(Component component, ComponentContext context) {
    return !component.settings().has("target_allocator")
        && !allocation(component, context).map(TargetAllocation::running).orElse(false);
  }

  private static Optional<TargetAllocation> allocation(
      Component component, ComponentContext context) {
    return component.id().id().equals(TargetAllocation.RECEIVER)
        ? context.surroundings().allocation()
        : Optional.empty();
  }

  /** An allocator that nobody runs lacks nothing yet: what it will need is advice. */
  private static List<KubernetesRule> ofAllocator(
      Component component, TargetAllocation allocation, ComponentContext context) {
    RuleList rules =
        discovery(component, ScrapeJob.of(component, context), Bearer.TARGET_ALLOCATOR);
    allocation
        .monitors()
        .ifPresent(monitors -> MonitorDiscovery.addRules(monitors, context, rules));
    return allocation.running()
        ? rules.toList()
        : rules.toList().stream().map(rule -> rule.optional(ABSENT)).toList();
  }

  private static RuleList discovery(Component component, List<ScrapeJob> jobs, Bearer bearer) {
    RuleList rules = new RuleList(component.id(), bearer);
    jobs.forEach(job -> PrometheusDiscovery.addRules(job, rules));
    return rules;
  }
}
