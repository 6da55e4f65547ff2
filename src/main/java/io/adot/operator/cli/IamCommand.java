package io.adot.operator.cli;

import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.adot.operator.preflight.AwsGrant;
import io.adot.operator.preflight.Fix;
import io.adot.operator.preflight.Questions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the IAM role that collectors need. */
@Command(
    name = "iam",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints the IAM role that the configuration of collectors needs: trust policy, least"
            + " permissions, and the commands that make it and give it to the ServiceAccount.")
final class IamCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();
  @Mixin private final FactsOptions facts = new FactsOptions();

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description =
          "The role to be: arn:aws:iam::<account>:role/<name>. If not given, one for each"
              + " ServiceAccount, in an account to be filled in.")
  private String role = "";

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description =
          "The cluster's OIDC issuer: aws eks describe-cluster --name <cluster> --query"
              + " cluster.identity.oidc.issuer. To be filled in if not given.")
  private String issuer = "";

  @Option(
      names = "--pod-identity",
      description = "For EKS Pod Identity, rather than for an annotation (IRSA).")
  private boolean podIdentity;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "The cluster's name in EKS. To be filled in if not given.")
  private String cluster = "";

  IamCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandSpec spec = Objects.requireNonNull(command);
    Optional<RoleArn> arn = Optional.empty();
    if (!role.isBlank()) {
      arn = Optional.of(RoleArn.parse(role.strip()).orElseThrow(() -> wrong(spec)));
    }
    Manifests manifests = input.read(console);
    List<Inspection> inspections = Inspection.of(manifests, facts.facts(), issuer.strip());
    Output output = new Output(spec.commandLine(), console);
    if (output.obstacles(inspections, manifests.problems())) {
      return ExitCode.FINDINGS;
    }
    StringBuilder out = new StringBuilder();
    for (Inspection inspection : inspections) {
      for (Fix step : steps(inspection, arn, output)) {
        out.append(out.isEmpty() ? "" : "\n");
        out.append("# ").append(step.title()).append('\n').append(step.text().strip()).append('\n');
      }
    }
    output.result(IamBlanks.explained(out.toString(), cluster.strip()));
    return ExitCode.CLEAN;
  }

  private List<Fix> steps(Inspection inspection, Optional<RoleArn> arn, Output output) {
    String name = inspection.collector().name();
    List<AwsRequirement> requirements = inspection.assessment().needs().awsRequirements();
    Questions questions =
        Questions.of(
            inspection.collector().resource(),
            inspection.assessment().needs(),
            inspection.assessment().rendering().objects());
    if (requirements.isEmpty()) {
      output.note(name + " needs nothing in AWS");
      return List.of();
    }
    if (questions.serviceAccount().isEmpty()) {
      output.note(name + " is a sidecar: it has the AWS identity of the pod it runs in");
      return List.of();
    }
    AwsGrant grant =
        new AwsGrant(
            questions.namespace(),
            questions.serviceAccount(),
            questions.planned().isPresent(),
            requirements,
            arn.orElseGet(() -> IamBlanks.role(questions.namespace(), questions.serviceAccount())));
    return podIdentity
        ? grant.byPodIdentity(IamBlanks.or(cluster, IamBlanks.CLUSTER), issuer.strip())
        : grant.byWebIdentity(IamBlanks.or(issuer, IamBlanks.ISSUER));
  }

  private ParameterException wrong(CommandSpec spec) {
    return new ParameterException(
        spec.commandLine(),
        "Invalid value for option '--role': '"
            + role
            + "' is not the ARN of an IAM role (arn:aws:iam::<account>:role/<name>)");
  }
}
