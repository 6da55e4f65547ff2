package io.adot.operator.component;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on which a component listens, as it stands in a configuration: {@code 0.0.0.0:4317},
 * {@code :4317}, {@code [::]:4317}, {@code ${env:POD_IP}:4317}.
 *
 * @param host as it stands, brackets included; empty when none is given
 * @param port as it stands; empty when none is given
 * @param completable whether a missing host or port may be filled in: not for paths of sockets,
 *     unbracketed IPv6 addresses, and references that may stand for a whole address
 */
record ListenAddress(String host, String port, boolean completable) {
  private static final String ANY_HOST = "0.0.0.0";
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private static final Pattern ANY_REFERENCE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Set<String> LOCALHOST = Set.of("localhost", "::1", "[::1]");
  private static final Set<String> EVERYBODY = Set.of("", ANY_HOST, "::", "[::]");

  /** Never part of an address; stands in for the colons within references while splitting. */
  private static final char HIDDEN_COLON = '\u0000';

  /** Reads an address. Never throws: what makes no sense is a host. */
  static ListenAddress parse(String text) {
    String hidden = hideReferences(text.strip());
    String authority = SCHEME.matcher(hidden).replaceFirst("");
    boolean url = !authority.equals(hidden);
    int slash = authority.indexOf('/');
    boolean path = slash == 0 || hidden.startsWith("unix:");
    authority = slash > 0 ? authority.substring(0, slash) : authority;
    if (path) {
      return new ListenAddress(shown(hidden), "", false);
    }
    if (DIGITS.matcher(authority).matches()) {
      return new ListenAddress("", authority, !url);
    }
    int bracket = authority.startsWith("[") ? authority.indexOf(']') : -1;
    int colon = authority.indexOf(':', bracket + 1);
    boolean bareIpv6 = bracket < 0 && colon >= 0 && colon != authority.lastIndexOf(':');
    if (colon < 0 || bareIpv6) {
      boolean plain = !bareIpv6 && !url && slash < 0 && authority.indexOf('$') < 0;
      return new ListenAddress(shown(authority), "", plain && !authority.isEmpty());
    }
    return new ListenAddress(
        shown(authority.substring(0, colon)),
        shown(authority.substring(colon + 1)),
        !url && slash < 0);
  }

  /**
   * The address with host and port, where they can be told apart.
   *
   * @param text the address as it stands
   * @param defaultPort what to listen on where the address has no port; 0 for none
   */
  static String complete(String text, int defaultPort) {
    if (text.isBlank()) {
      return defaultPort == 0 ? text : ANY_HOST + ":" + defaultPort;
    }
    ListenAddress address = parse(text);
    if (!address.completable) {
      return text;
    }
    if (address.host.isEmpty() && !address.port.isEmpty()) {
      return ANY_HOST + ":" + address.port;
    }
    boolean hostAlone = address.port.isEmpty() && !text.strip().endsWith(":");
    return hostAlone && defaultPort != 0 ? address.host + ":" + defaultPort : text;
  }

  /**
   * The port with its references replaced by what is known of the variables.
   *
   * @param env literal variables
   * @return the port as far as known; references to other variables stay
   */
  String resolvedPort(Map<String, String> env) {
    return resolve(port.isEmpty() && host.startsWith("$") ? hostPort(env) : port, env);
  }

  /**
   * Whether only the pod itself reaches the address.
   *
   * @param env literal variables
   */
  boolean isLoopback(Map<String, String> env) {
    String name = resolvedHost(env);
    return LOCALHOST.contains(name) || name.startsWith("127.");
  }

  /**
   * Whether the address is on every interface of the pod.
   *
   * @param env literal variables
   */
  boolean isEverybody(Map<String, String> env) {
    return EVERYBODY.contains(resolvedHost(env));
  }

  private String resolvedHost(Map<String, String> env) {
    String resolved = resolve(host, env);
    return resolved.startsWith("[") ? resolved : parse(resolved).host;
  }

  /** {@code ${env:ADDRESS}} may stand for host and port. */
  private String hostPort(Map<String, String> env) {
    String whole = resolve(host, env);
    return whole.equals(host) ? host : parse(whole).port;
  }

  /**
   * Replaces references to known variables, and those with a default, by their values.
   *
   * @param env literal variables
   */
  static String resolve(String text, Map<String, String> env) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              String value = env.getOrDefault(reference.group(1), reference.group(2));
              // $(OTHER) in a variable is resolved in the pod, from what we may not know.
              boolean known = value != null && !value.contains("$(");
              return Matcher.quoteReplacement(known ? value : reference.group());
            });
  }

  private static String hideReferences(String text) {
    return ANY_REFERENCE
        .matcher(text)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    reference.group().replace(':', HIDDEN_COLON).replace('/', '\u0001')));
  }

  private static String shown(String hidden) {
    return hidden.replace(HIDDEN_COLON, ':').replace('\u0001', '/');
  }
}
