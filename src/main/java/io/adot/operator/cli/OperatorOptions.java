package io.adot.operator.cli;

import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.runtime.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The flags of the operator process; each can be given as an environment variable too, and a flag
 * wins.
 */
public final class OperatorOptions {
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{env:(\\w+):-(.*)}");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--watch-namespaces",
      split = ",",
      paramLabel = "NS",
      defaultValue = "${env:WATCH_NAMESPACE:-}",
      description = "Namespaces to look after, comma-separated; all if empty (WATCH_NAMESPACE).")
  private List<String> watchNamespaces = List.of();

  @Option(
      names = "--watch-selector",
      paramLabel = "SELECTOR",
      defaultValue = "${env:WATCH_SELECTOR:-}",
      description = "Labels that collectors must match; all if empty (WATCH_SELECTOR).")
  private String watchSelector = "";

  @Mixin private final RenderingOptions rendering = new RenderingOptions();

  @Option(
      names = "--preflight",
      paramLabel = "warn|hold|off",
      defaultValue = "${env:PREFLIGHT:-warn}",
      description = "What follows from a false verdict where a collector does not say (PREFLIGHT).")
  private PreflightPolicy preflight = PreflightPolicy.WARN;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      defaultValue = "${env:OIDC_ISSUER:-}",
      description = "The cluster's OIDC issuer; asked of the API server if empty (OIDC_ISSUER).")
  private String oidcIssuer = "";

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = "${env:CLUSTER_NAME:-}",
      description =
          "The cluster's name in EKS, by which associations of Pod Identity are looked up; not if"
              + " empty (CLUSTER_NAME).")
  private String clusterName = "";

  @Option(
      names = "--aws-identity-checks",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "${env:AWS_IDENTITY_CHECKS:-true}",
      description = "Whether IAM is asked about collectors' roles (AWS_IDENTITY_CHECKS).")
  private boolean awsIdentityChecks = true;

  @Option(
      names = "--aws-iam-endpoint",
      paramLabel = "URL",
      defaultValue = "${env:AWS_IAM_ENDPOINT:-}",
      description = "Where IAM is asked; the partition's own endpoint if empty (AWS_IAM_ENDPOINT).")
  private String awsIamEndpoint = "";

  @Option(
      names = "--leader-election",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "${env:ENABLE_LEADER_ELECTION:-true}",
      description = "Whether several replicas elect the one that acts (ENABLE_LEADER_ELECTION).")
  private boolean leaderElection = true;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NS",
      defaultValue = "${env:POD_NAMESPACE:-}",
      description =
          "Namespace of the Lease of the election; the operator's own if empty (POD_NAMESPACE).")
  private String leaseNamespace = "";

  @Option(
      names = "--lease-name",
      paramLabel = "NAME",
      defaultValue = "${env:LEASE_NAME:-adot-operator}",
      description = "Name of the Lease; operators side by side need one each (LEASE_NAME).")
  private String leaseName = Settings.Election.DEFAULT_LEASE;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "${env:HEALTH_PORT:-8081}",
      description = "Port of /healthz and /readyz (HEALTH_PORT).")
  private int healthPort = 8081;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "${env:METRICS_PORT:-8080}",
      description = "Port of /metrics (METRICS_PORT).")
  private int metricsPort = 8080;

  @Option(
      names = "--max-concurrent-reconciles",
      paramLabel = "N",
      defaultValue = "${env:MAX_CONCURRENT_RECONCILES:-50}",
      description = "How many collectors are worked on at once (MAX_CONCURRENT_RECONCILES).")
  private int maxConcurrentReconciles = 50;

  @Option(
      names = "--log-level",
      paramLabel = "error|warn|info|debug|trace",
      defaultValue = "${env:LOG_LEVEL:-info}",
      description = "What is logged (LOG_LEVEL).")
  private String logLevel = "info";

  @Option(
      names = "--log-format",
      paramLabel = "json|text",
      defaultValue = "${env:LOG_FORMAT:-json}",
      description = "How it is logged (LOG_FORMAT).")
  private String logFormat = "json";

  /**
   * The settings that the flags amount to. Throws a usage error naming the flag, its value and what
   * it takes.
   */
  public Settings settings() {
    return settings(System::getenv);
  }

  /**
   * The settings of an operator elsewhere.
   *
   * @param arguments what it was started with; what this version does not know is passed over
   * @param variables its environment
   * @throws ParameterException when it cannot have started with these
   */
  static Settings of(List<String> arguments, Map<String, String> variables) {
    Elsewhere operator = new Elsewhere();
    new CommandLine(operator)
        .setUnmatchedArgumentsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setInterpolateVariables(false)
        .setDefaultValueProvider(option -> valueOf(option, variables))
        .parseArgs(arguments.toArray(String[]::new));
    return operator.options.settings(variables::get);
  }

  /** The command whose wrong usage is told, if an operator was started with a wrong value. */
  @Command
  private static final class Elsewhere {
    @Mixin private final OperatorOptions options = new OperatorOptions();
  }

  /** The default of an option, as picocli makes it of the variables of this process. */
  private static @Nullable String valueOf(ArgSpec option, Map<String, String> variables) {
    Matcher text = DEFAULT.matcher(Objects.requireNonNullElse(option.defaultValue(), ""));
    return text.matches() ? variables.getOrDefault(text.group(1), text.group(2)) : null;
  }

  private Settings settings(UnaryOperator<@Nullable String> variables) {
    requirePort("--health-port", healthPort);
    requirePort("--metrics-port", metricsPort);
    if (maxConcurrentReconciles < 1) {
      throw usage(
          "--max-concurrent-reconciles",
          String.valueOf(maxConcurrentReconciles),
          "a number of at least 1");
    }
    return new Settings(
        new Settings.Watched(namespaces(), watchSelector.strip()),
        rendering.facts(this::usage, variables),
        new Settings.Checks(preflight, oidcIssuer.strip(), awsIdentityChecks, clusterName.strip()),
        new Settings.Election(
            leaderElection,
            leaseNamespace.strip(),
            leaseName.isBlank() ? Settings.Election.DEFAULT_LEASE : leaseName.strip()),
        new Settings.Ports(healthPort, metricsPort),
        maxConcurrentReconciles);
  }

  /** Where IAM is asked; empty for the partition's own endpoint. */
  public Optional<URI> iamEndpoint() {
    if (awsIamEndpoint.isBlank()) {
      return Optional.empty();
    }
    try {
      URI endpoint = new URI(awsIamEndpoint.strip());
      if (endpoint.getScheme() != null && endpoint.getHost() != null) {
        return Optional.of(endpoint);
      }
    } catch (URISyntaxException malformed) {
      // told below, as an address without a host is
    }
    throw usage("--aws-iam-endpoint", awsIamEndpoint, "a URL with scheme and host");
  }

  /** Tells the logging library what was asked for; to be called before anything is logged. */
  public void configureLogging() {
    if (!Set.of("error", "warn", "info", "debug", "trace").contains(logLevel)) {
      throw usage("--log-level", logLevel, "one of error, warn, info, debug, trace");
    }
    if (!Set.of("json", "text").contains(logFormat)) {
      throw usage("--log-format", logFormat, "json or text");
    }
    System.setProperty("adot.log.level", logLevel);
    System.setProperty("adot.log.format", logFormat);
  }

  private Set<String> namespaces() {
    Set<String> namespaces = new LinkedHashSet<>();
    watchNamespaces.stream()
        .map(String::strip)
        .filter(ns -> !ns.isEmpty())
        .forEach(namespaces::add);
    return namespaces;
  }

  private void requirePort(String flag, int port) {
    if (port < 0 || port > 65535) {
      throw usage(flag, String.valueOf(port), "a port from 0 to 65535, where 0 is any free one");
    }
  }

  private ParameterException usage(String flag, String value, String wanted) {
    return new ParameterException(
        Objects.requireNonNull(command).commandLine(),
        "Invalid value for option '" + flag + "': '" + value + "' is not " + wanted);
  }
}
