package io.adot.operator.cli;

import io.adot.operator.cli.Report.Line;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Looks at an installation of the operator. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks at the installation: CRD, the operator's Deployment, Lease and rights, webhooks, other"
            + " operators, optional APIs, old finalizers.")
final class DoctorCommand extends ReportingCommand {

  DoctorCommand(Console console) {
    super(console);
  }

  @Override
  int run(KubernetesClient client, Output output) {
    // The one thing that everybody may ask: a wrong address or token is told as such.
    String version = client.getKubernetesVersion().getGitVersion();
    List<Line> lines = new ArrayList<>();
    InstallationChecks checks = new InstallationChecks(client);
    ForeignChecks foreign = new ForeignChecks(client);
    lines.addAll(looked("CRD", checks::crd));
    List<InstalledOperator> operators = new ArrayList<>();
    lines.addAll(
        looked(
            "Operator",
            () -> {
              operators.addAll(InstalledOperator.find(client));
              return checks.operators(operators);
            }));
    Optional<InstalledOperator> operator = operators.stream().findFirst();
    operator.ifPresent(it -> lines.addAll(looked("Lease", () -> checks.lease(it))));
    operator.ifPresent(it -> lines.addAll(looked("Rights", () -> OperatorRights.of(client, it))));
    lines.addAll(looked("Webhooks", foreign::webhooks));
    lines.addAll(looked("Other operators", foreign::neighbours));
    lines.addAll(looked("Optional APIs", checks::optionalApis));
    lines.addAll(looked("Collectors", foreign::finalizers));
    return tell(
        new Report("installation", List.of(Report.live("Kubernetes " + version, lines)), List.of()),
        output);
  }
}
