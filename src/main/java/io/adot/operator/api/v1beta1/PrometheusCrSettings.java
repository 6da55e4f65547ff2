package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Discovery of scrape targets by the resources of the Prometheus operator. */
public final class PrometheusCrSettings extends Bean {
  @Property("Whether to read the resources of the Prometheus operator.")
  private @Nullable Boolean enabled;

  @Property("Namespaces to read; all others are left out. When empty, all are read.")
  private @Nullable List<String> allowNamespaces;

  @Property("Namespaces to leave out.")
  private @Nullable List<String> denyNamespaces;

  @Property(
      "Namespaces whose Secrets may be read for scrape credentials. When empty, the target "
          + "allocator's own.")
  private @Nullable List<String> secretNamespaces;

  @Property("Which ServiceMonitor resources to use, by label. When absent, none; when empty, all.")
  private @Nullable LabelSelector serviceMonitorSelector;

  @Property(
      value =
          "In which namespaces to look for ServiceMonitor resources, by label. Default: empty, "
              + "which means all.",
      defaultValue = "{}")
  private @Nullable LabelSelector serviceMonitorNamespaceSelector;

  @Property("Which PodMonitor resources to use, by label. When absent, none; when empty, all.")
  private @Nullable LabelSelector podMonitorSelector;

  @Property(
      value =
          "In which namespaces to look for PodMonitor resources, by label. Default: empty, which "
              + "means all.",
      defaultValue = "{}")
  private @Nullable LabelSelector podMonitorNamespaceSelector;

  @Property("Which ScrapeConfig resources to use, by label. When absent, none; when empty, all.")
  private @Nullable LabelSelector scrapeConfigSelector;

  @Property(
      value =
          "In which namespaces to look for ScrapeConfig resources, by label. Default: empty, which "
              + "means all.",
      defaultValue = "{}")
  private @Nullable LabelSelector scrapeConfigNamespaceSelector;

  @Property("Which Probe resources to use, by label. When absent, none; when empty, all.")
  private @Nullable LabelSelector probeSelector;

  @Property(
      value =
          "In which namespaces to look for Probe resources, by label. Default: empty, which means "
              + "all.",
      defaultValue = "{}")
  private @Nullable LabelSelector probeNamespaceSelector;

  @Property(
      value =
          "How often to scrape when a resource does not say, as a duration such as 30s. Default: "
              + "30s.",
      defaultValue = "30s",
      format = "duration")
  private @Nullable String scrapeInterval;

  @Property(
      value = "How often to evaluate rules, as a duration such as 30s. Default: 30s.",
      defaultValue = "30s",
      format = "duration")
  private @Nullable String evaluationInterval;

  @Property("Protocols to offer when scraping, the preferred one first.")
  private @Nullable List<String> scrapeProtocols;

  @Property(
      value =
          "Scrape classes, as the Prometheus operator defines them, that resources can refer to.",
      listType = "atomic",
      preserveUnknown = true)
  private @Nullable List<JsonNode> scrapeClasses;

  @Property(
      "Whether to refuse ServiceMonitors and PodMonitors that name files of the target "
          + "allocator's container.")
  private @Nullable Boolean denyFSAccessThroughSMs;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }

  public List<String> getAllowNamespaces() {
    return allowNamespaces == null ? List.of() : allowNamespaces;
  }

  public void setAllowNamespaces(@Nullable List<String> allowNamespaces) {
    this.allowNamespaces = allowNamespaces;
  }

  public List<String> getDenyNamespaces() {
    return denyNamespaces == null ? List.of() : denyNamespaces;
  }

  public void setDenyNamespaces(@Nullable List<String> denyNamespaces) {
    this.denyNamespaces = denyNamespaces;
  }

  public List<String> getSecretNamespaces() {
    return secretNamespaces == null ? List.of() : secretNamespaces;
  }

  public void setSecretNamespaces(@Nullable List<String> secretNamespaces) {
    this.secretNamespaces = secretNamespaces;
  }

  public @Nullable LabelSelector getServiceMonitorSelector() {
    return serviceMonitorSelector;
  }

  public void setServiceMonitorSelector(@Nullable LabelSelector serviceMonitorSelector) {
    this.serviceMonitorSelector = serviceMonitorSelector;
  }

  public @Nullable LabelSelector getServiceMonitorNamespaceSelector() {
    return serviceMonitorNamespaceSelector;
  }

  public void setServiceMonitorNamespaceSelector(
      @Nullable LabelSelector serviceMonitorNamespaceSelector) {
    this.serviceMonitorNamespaceSelector = serviceMonitorNamespaceSelector;
  }

  public @Nullable LabelSelector getPodMonitorSelector() {
    return podMonitorSelector;
  }

  public void setPodMonitorSelector(@Nullable LabelSelector podMonitorSelector) {
    this.podMonitorSelector = podMonitorSelector;
  }

  public @Nullable LabelSelector getPodMonitorNamespaceSelector() {
    return podMonitorNamespaceSelector;
  }

  public void setPodMonitorNamespaceSelector(@Nullable LabelSelector podMonitorNamespaceSelector) {
    this.podMonitorNamespaceSelector = podMonitorNamespaceSelector;
  }

  public @Nullable LabelSelector getScrapeConfigSelector() {
    return scrapeConfigSelector;
  }

  public void setScrapeConfigSelector(@Nullable LabelSelector scrapeConfigSelector) {
    this.scrapeConfigSelector = scrapeConfigSelector;
  }

  public @Nullable LabelSelector getScrapeConfigNamespaceSelector() {
    return scrapeConfigNamespaceSelector;
  }

  public void setScrapeConfigNamespaceSelector(
      @Nullable LabelSelector scrapeConfigNamespaceSelector) {
    this.scrapeConfigNamespaceSelector = scrapeConfigNamespaceSelector;
  }

  public @Nullable LabelSelector getProbeSelector() {
    return probeSelector;
  }

  public void setProbeSelector(@Nullable LabelSelector probeSelector) {
    this.probeSelector = probeSelector;
  }

  public @Nullable LabelSelector getProbeNamespaceSelector() {
    return probeNamespaceSelector;
  }

  public void setProbeNamespaceSelector(@Nullable LabelSelector probeNamespaceSelector) {
    this.probeNamespaceSelector = probeNamespaceSelector;
  }

  public @Nullable String getScrapeInterval() {
    return scrapeInterval;
  }

  public void setScrapeInterval(@Nullable String scrapeInterval) {
    this.scrapeInterval = scrapeInterval;
  }

  public @Nullable String getEvaluationInterval() {
    return evaluationInterval;
  }

  public void setEvaluationInterval(@Nullable String evaluationInterval) {
    this.evaluationInterval = evaluationInterval;
  }

  public List<String> getScrapeProtocols() {
    return scrapeProtocols == null ? List.of() : scrapeProtocols;
  }

  public void setScrapeProtocols(@Nullable List<String> scrapeProtocols) {
    this.scrapeProtocols = scrapeProtocols;
  }

  public List<JsonNode> getScrapeClasses() {
    return scrapeClasses == null ? List.of() : scrapeClasses;
  }

  public void setScrapeClasses(@Nullable List<JsonNode> scrapeClasses) {
    this.scrapeClasses = scrapeClasses;
  }

  public @Nullable Boolean getDenyFSAccessThroughSMs() {
    return denyFSAccessThroughSMs;
  }

  public void setDenyFSAccessThroughSMs(@Nullable Boolean denyFSAccessThroughSMs) {
    this.denyFSAccessThroughSMs = denyFSAccessThroughSMs;
  }
}
