package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.SdkIam;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges collectors of a cluster with the rights of whoever asks. */
@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Judges collectors of a cluster as the operator does, with your own kubeconfig and AWS"
            + " credentials: configuration, ServiceAccount, permissions, AWS identity.")
final class PreflightCommand extends ReportingCommand {
  private static final String NOT_ASKED = "AWS was not asked (--no-aws)";

  @Mixin private final CollectorChoice choice = new CollectorChoice();

  @Option(names = "--no-aws", description = "Asks AWS nothing.")
  private boolean withoutAws;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "The cluster's name in EKS, by which Pod Identity is looked up.")
  private String cluster = "";

  PreflightCommand(Console console) {
    super(console);
  }

  @Override
  int run(KubernetesClient client, Output output) {
    String namespace = namespace(client);
    List<OpenTelemetryCollector> collectors = choice.in(client, namespace);
    if (collectors.isEmpty()) {
      output.note(choice.wanted(namespace));
      return choice.isOne() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }
    InstalledOperators operators = InstalledOperators.in(client);
    collectors.stream().flatMap(it -> operators.idle(it).stream()).forEach(output::note);
    Map<Optional<InstalledOperator>, List<OpenTelemetryCollector>> theirs =
        collectors.stream()
            .collect(Collectors.groupingBy(operators::of, LinkedHashMap::new, Collectors.toList()));
    List<Report.Subject> subjects = new ArrayList<>();
    boolean readRoles = false;
    try (Iam iam = withoutAws ? PreflightCommand::notAsked : SdkIam.create(Optional.empty())) {
      for (var one : theirs.entrySet()) {
        UsersReviews reviews = new UsersReviews(client, one.getKey());
        try (LiveJudge judge =
            new LiveJudge(
                client,
                reviews,
                InstalledOperators.settings(one.getKey()),
                iam,
                cluster.strip(),
                output::note)) {
          one.getValue().forEach(collector -> subjects.add(judge.judge(collector)));
        }
        readRoles |= reviews.readRoles();
      }
    }
    if (readRoles) {
      output.note(
          "You may not create subjectaccessreviews, so roles and bindings were read instead;"
              + " another authorizer may allow more.");
    }
    subjects.sort(Comparator.comparing(Report.Subject::name));
    return tell(new Report(subjects, List.of()), output);
  }

  private static IamAnswer notAsked(IamQuestion question) {
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown(NOT_ASKED),
        new IamAnswer.ProviderLookup.Unknown(NOT_ASKED),
        Map.of());
  }
}
