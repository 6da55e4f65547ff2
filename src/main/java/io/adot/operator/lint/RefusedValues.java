package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Values with which a component refuses to start, in every release: what its own validation
 * demands. Looks at the configuration as it is rendered; what a variable holds is not known.
 */
final class RefusedValues implements Rule {
  private static final Set<String> VERBOSITIES = Set.of("basic", "normal", "detailed");
  private static final long DEFAULT_BATCH = 8192;
  private static final Pattern ZERO = Pattern.compile("-.*|[0.]+(ns|us|ms|s|m|h)?");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Component component : subject.needs().config().enabled()) {
      JsonNode settings = component.settings();
      if (settings.isObject() || settings.isNull()) {
        check(component.id(), settings, findings);
      }
    }
  }

  private static void check(ComponentId id, JsonNode settings, Consumer<Finding> findings) {
    switch (id.kind().noun() + " " + id.type()) {
      case "processor batch" -> batch(id, settings, findings);
      case "processor memory_limiter" -> memory(id, settings, findings);
      case "processor resource" -> {
        if (isEmpty(settings.path("attributes"))) {
          String example = "[{key: team, value: shop, action: upsert}]";
          refuse(id, "attributes", "is missing", "add some such as `" + example + "`", findings);
        }
      }
      case "receiver hostmetrics", "receiver host_metrics" -> {
        if (isEmpty(settings.path("scrapers"))) {
          String fix = "add some such as `scrapers: {cpu: {}, memory: {}}`";
          refuse(id, "scrapers", "is missing", fix, findings);
        }
      }
      case "receiver otlp" -> listeners(id, settings.path("protocols"), findings);
      case "exporter debug" -> {
        JsonNode verbosity = settings.path("verbosity");
        String level = verbosity.asText().toLowerCase(Locale.ROOT);
        if (verbosity.isTextual() && !level.contains("$") && !VERBOSITIES.contains(level)) {
          String fix = "write basic, normal or detailed";
          refuse(id, "verbosity", "is `" + verbosity.asText() + "`", fix, findings);
        }
      }
      default -> {}
    }
  }

  private static void batch(ComponentId id, JsonNode settings, Consumer<Finding> findings) {
    JsonNode size = settings.path("send_batch_size");
    OptionalLong most = number(settings.path("send_batch_max_size"));
    OptionalLong usual = isSet(size) ? number(size) : OptionalLong.of(DEFAULT_BATCH);
    if (most.orElse(0) > 0 && usual.isPresent() && most.getAsLong() < usual.getAsLong()) {
      refuse(
          id,
          "send_batch_max_size",
          "is less than send_batch_size, "
              + usual.getAsLong()
              + (isSet(size) ? "" : " where it is not set"),
          "set send_batch_size to " + most.getAsLong() + " or less",
          findings);
    }
  }

  private static void memory(ComponentId id, JsonNode settings, Consumer<Finding> findings) {
    JsonNode interval = settings.path("check_interval");
    if (!isSet(interval) || ZERO.matcher(interval.asText().strip()).matches()) {
      refuse(
          id, "check_interval", "has to be more than zero", "add `check_interval: 1s`", findings);
    }
    OptionalLong limit = orZero(settings.path("limit_mib"));
    OptionalLong share = orZero(settings.path("limit_percentage"));
    if (limit.orElse(1) == 0 && share.orElse(1) == 0) {
      String fix = "add `limit_percentage: 80`, or `limit_mib`";
      refuse(id, "limit_mib", "is missing, and so is limit_percentage", fix, findings);
    } else if (limit.orElse(0) > 0) {
      spike(id, settings, "limit_mib", limit.getAsLong(), findings);
    } else if (limit.isPresent() && share.orElse(0) > 0) {
      spike(id, settings, "limit_percentage", share.getAsLong(), findings);
    }
  }

  private static void spike(
      ComponentId id, JsonNode settings, String of, long limit, Consumer<Finding> findings) {
    long spike = number(settings.path("spike_" + of)).orElse(0);
    if (spike >= limit) {
      refuse(
          id,
          "spike_" + of,
          "has to be less than " + of + ", " + limit,
          "make it a quarter of that, " + limit / 4,
          findings);
    }
  }

  /** An address without a port is no mistake: it is rendered with the protocol's own. */
  private static void listeners(ComponentId id, JsonNode protocols, Consumer<Finding> findings) {
    for (Map.Entry<String, JsonNode> protocol : protocols.properties()) {
      JsonNode settings = protocol.getValue();
      String address = settings.path("endpoint").asText("").strip();
      boolean known = !address.isEmpty() && !address.contains("$") && !settings.has("transport");
      String key = "protocols." + protocol.getKey() + ".endpoint";
      if (known && address.contains("://")) {
        String fix = "leave `" + address.replaceFirst("://.*", "://") + "` out";
        refuse(id, key, "is a URL, and the receiver listens to an address and port", fix, findings);
      }
    }
  }

  private static boolean isSet(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static boolean isEmpty(JsonNode value) {
    return !isSet(value) || value.isContainerNode() && value.isEmpty();
  }

  /** A whole number; empty where it is anything else. */
  private static OptionalLong number(JsonNode value) {
    return value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private static OptionalLong orZero(JsonNode value) {
    return isSet(value) ? number(value) : OptionalLong.of(0);
  }

  private static void refuse(
      ComponentId id, String key, String what, String fix, Consumer<Finding> findings) {
    findings.accept(
        new Finding(
            FindingCode.OTC1404,
            id.path() + "." + key,
            what + ", so the collector does not start",
            fix));
  }
}
