package io.adot.operator.cli;

import picocli.CommandLine.Command;

/** Judges the configuration of collectors from files. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Checks the configuration of collectors from files, and nothing else.")
final class ValidateCommand extends Inspecting {

  ValidateCommand(Console console) {
    super(console, false);
  }

  @Override
  String issuer() {
    return "";
  }
}
