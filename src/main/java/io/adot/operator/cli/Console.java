package io.adot.operator.cli;

import java.io.InputStream;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/**
 * What surrounds a command.
 *
 * @param in standard input
 * @param directory where relative paths begin
 * @param colour whether colours are wanted
 * @param connector finds the cluster
 */
public record Console(InputStream in, Path directory, boolean colour, Connector connector) {

  /** One that finds clusters where kubectl does. */
  public Console(InputStream in, Path directory, boolean colour) {
    this(in, directory, colour, new KubeconfigConnector());
  }

  /** The console of this process; colours only on a terminal, and not where NO_COLOR is set. */
  public static Console system() {
    return new Console(System.in, Path.of(""), Ansi.AUTO.enabled());
  }
}
