package io.adot.operator.component;

import java.util.regex.Pattern;

/** Names of ports, as Kubernetes allows them for containers and Services alike. */
final class PortName {
  private static final int LONGEST = 15;
  private static final Pattern LEGAL = Pattern.compile("(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*");

  private PortName() {}

  /**
   * The name of a listener's port, as the Go operator makes it.
   *
   * @param listener {@code otlp/internal-grpc}
   * @param port its number
   * @return {@code otlp-internal-grpc} if that is a legal name, else {@code port-4317}
   */
  static String of(String listener, int port) {
    String name = listener.replace('/', '-').replace('_', '-');
    boolean legal = name.length() <= LONGEST && LEGAL.matcher(name).matches();
    return legal ? name : ofNumber(port);
  }

  /** The name of a port that cannot have its listener's. */
  static String ofNumber(int port) {
    return "port-" + port;
  }
}
