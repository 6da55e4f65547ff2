package io.adot.operator.render;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What all ways into the cluster have in common: which ports they lead to, under which names. */
final class Exposure {
  private static final int LONGEST_HOST = 253;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final String WILDCARD = "*.";

  private final Blueprint blueprint;
  private final String path;

  /**
   * @param path the field that asks for a way in, which findings are about
   */
  Exposure(Blueprint blueprint, String path) {
    this.blueprint = blueprint;
    this.path = path;
  }

  /** The ports that something which speaks HTTP can lead to; those left out are told. */
  List<Port> ports() {
    List<Port> incoming = blueprint.ports().incoming();
    List<Port> ports = incoming.stream().filter(p -> p.protocol().equals("TCP")).toList();
    if (incoming.isEmpty()) {
      withoutEffect("has nothing to lead to: the collector opens no port", "");
    } else if (ports.size() < incoming.size()) {
      withoutEffect(
          "does not lead to "
              + incoming.stream()
                  .filter(p -> !ports.contains(p))
                  .map(p -> "`" + p.name() + "` (" + p.key() + ")")
                  .collect(Collectors.joining(", "))
              + ": it can only carry HTTP, which is TCP",
          "send to that port from inside the cluster");
    }
    return ports;
  }

  /** Tells of a field that something in the resource makes void. */
  void withoutEffect(String message, String fix) {
    blueprint.findings().accept(new Finding(FindingCode.OTC1101, path, message, fix));
  }

  /** Whether a host name is one; else that is told. */
  boolean legalHost(String host, String field) {
    if (isHost(host)) {
      return true;
    }
    illegalHost(host, field);
    return false;
  }

  /** Whether a host name is one, or stands for all below one; else that is told. */
  boolean legalHostOrWildcard(String host, String field) {
    if (isHost(host.startsWith(WILDCARD) ? host.substring(WILDCARD.length()) : host)) {
      return true;
    }
    illegalHost(host, field);
    return false;
  }

  private static boolean isHost(String host) {
    return host.length() <= LONGEST_HOST
        && HOST.matcher(host).matches()
        && !IPV4.matcher(host).matches();
  }

  private void illegalHost(String host, String field) {
    blueprint
        .findings()
        .accept(
            new Finding(
                FindingCode.OTC1103,
                field,
                "is `" + host + "`, which is no host name to lead to the collector",
                "name a host in lower case, such as telemetry.example.com"));
  }
}
