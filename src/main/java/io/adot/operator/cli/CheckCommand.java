package io.adot.operator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Judges collectors from files: configuration, ServiceAccount, permissions, AWS identity. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Checks collectors from files, with no cluster: their configuration, and whether the"
            + " ServiceAccounts, roles and bindings in the files grant what it needs.")
final class CheckCommand extends Inspecting {
  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description = "The OIDC issuer of the cluster that they are for.")
  private String issuer = "";

  CheckCommand(Console console) {
    super(console, true);
  }

  @Override
  String issuer() {
    return issuer.strip();
  }
}
