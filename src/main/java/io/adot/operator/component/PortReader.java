package io.adot.operator.component;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads ports, and says what is wrong with them.
 *
 * @param env literal variables of the collector's container
 * @param findings takes what is wrong
 */
record PortReader(Map<String, String> env, Consumer<Finding> findings) {
  private static final int LARGEST = 65_535;
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern REFERENCE_OR_NAME = Pattern.compile("[^0-9-].*");

  /**
   * A port that was read.
   *
   * @param number 1 to 65535; 0 when there is none
   * @param certain false when it had to be guessed
   */
  record Port(int number, boolean certain) {
    static final Port NONE = new Port(0, true);

    boolean exists() {
      return number != 0;
    }
  }

  /**
   * The port of an address.
   *
   * @param text the address as it stands
   * @param usual the port that is taken where the address does not tell; 0 for none
   * @param path where the address stands
   */
  Port ofAddress(String text, int usual, String path) {
    ListenAddress address = ListenAddress.parse(text);
    String port = address.resolvedPort(env);
    if (port.isEmpty() && address.completable()) {
      return new Port(usual, true);
    }
    return port.isEmpty() ? guessed(text, usual, path) : of(port, usual, path);
  }

  /**
   * A port by itself.
   *
   * @param text the port, references included
   * @param usual the port that is taken where the text does not tell; 0 for none
   * @param path where the port stands
   */
  Port of(String text, int usual, String path) {
    String port = ListenAddress.resolve(text, env).strip();
    if (!NUMBER.matcher(port).matches()) {
      return guessed(text, usual, path);
    }
    String digits = port.replaceFirst("^\\+?0*(?=[0-9])", "");
    boolean inRange = digits.length() <= 5 && !digits.startsWith("-");
    int number = inRange ? Integer.parseInt(digits) : LARGEST + 1;
    if (number > LARGEST) {
      findings.accept(
          new Finding(
              FindingCode.OTC1003,
              path,
              "port `" + port + "` is not between 1 and " + LARGEST,
              "choose a free port from 1024 to " + LARGEST));
      return Port.NONE;
    }
    return number == 0 ? guessed(text, usual, path) : new Port(number, true);
  }

  private Port guessed(String text, int usual, String path) {
    String consequence = usual == 0 ? "no port is published" : "port " + usual + " is published";
    findings.accept(
        new Finding(
            FindingCode.OTC1008,
            path,
            "`" + text + "` does not tell the port, so " + consequence,
            REFERENCE_OR_NAME.matcher(text).matches() && text.contains("$")
                ? "write the port as a number, or give the variable a value in spec.env"
                : "write the port as a number"));
    return new Port(usual, false);
  }
}
