package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.component.Listener;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Receivers that listen to their own pod only, while the collector's Service has their port. In a
 * sidecar that is as it should be, and where an exporter of the same collector sends there.
 */
final class LocalListeners implements Rule {
  private static final Pattern LOCAL =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(?<port>:[0-9]+)?");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    if (subject.spec().getMode() == CollectorMode.SIDECAR) {
      return;
    }
    var published =
        subject.needs().receivers().stream().map(Listener::component).collect(Collectors.toSet());
    Set<String> loops = loops(subject);
    for (Component component : subject.config().enabled(ComponentKind.RECEIVER)) {
      if (!published.contains(component.id())) {
        continue;
      }
      String path = component.id().path();
      check(component.settings(), path, loops, findings);
      for (Map.Entry<String, JsonNode> protocol :
          component.settings().path("protocols").properties()) {
        check(protocol.getValue(), path + ".protocols." + protocol.getKey(), loops, findings);
      }
    }
  }

  /** The ports, {@code :4317}, of the own pod to which exporters send. */
  private static Set<String> loops(Subject subject) {
    Set<String> ports = new HashSet<>();
    for (Component component : subject.config().enabled(ComponentKind.EXPORTER)) {
      Texts.visit(
          component.settings(),
          component.id().path(),
          (spot, text) -> {
            Matcher local = LOCAL.matcher(text);
            while (local.find()) {
              ports.add(Objects.requireNonNullElse(local.group("port"), ""));
            }
          });
    }
    return ports;
  }

  private static void check(
      JsonNode settings, String path, Set<String> loops, Consumer<Finding> findings) {
    String address = settings.path("endpoint").asText("").strip();
    Matcher local = LOCAL.matcher(address);
    if (local.matches()) {
      String port = Objects.requireNonNullElse(local.group("port"), "");
      if (!port.isEmpty() && loops.contains(port)) {
        return;
      }
      findings.accept(
          new Finding(
              FindingCode.OTC1403,
              path + ".endpoint",
              "`"
                  + address
                  + "` is reached from within the pod only, while the Service has the port",
              "make it `0.0.0.0" + port + "`"));
    }
  }
}
