package io.adot.operator.cli;

import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.Necessity;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.KubernetesGrant;
import io.adot.operator.preflight.Questions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the roles and bindings that collectors need. */
@Command(
    name = "rbac",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints the roles and bindings that the configuration of collectors needs, and who needs"
            + " them.")
final class RbacCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();
  @Mixin private final FactsOptions facts = new FactsOptions();

  @Option(names = "--required-only", description = "Leave out what a collector can do without.")
  private boolean requiredOnly;

  @Option(
      names = "--service-account",
      paramLabel = "NAME",
      description = "The ServiceAccount of the pods that a sidecar is to run in.")
  private String application = "";

  RbacCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Manifests manifests = input.read(console);
    List<Inspection> inspections = Inspection.of(manifests, facts.facts(), "");
    Output output = new Output(Objects.requireNonNull(command).commandLine(), console);
    if (output.obstacles(inspections, manifests.problems())) {
      return ExitCode.FINDINGS;
    }
    List<String> documents = new ArrayList<>();
    for (Inspection inspection : inspections) {
      int before = documents.size();
      for (Bearer bearer : List.of(Bearer.COLLECTOR, Bearer.TARGET_ALLOCATOR, Bearer.APPLICATION)) {
        grant(inspection, bearer, output, documents);
      }
      if (documents.size() == before) {
        output.note(inspection.collector().name() + " needs no permissions in the cluster");
      }
    }
    output.result(String.join("---\n", documents));
    return ExitCode.CLEAN;
  }

  private void grant(Inspection inspection, Bearer bearer, Output output, List<String> documents) {
    List<KubernetesRule> rules =
        inspection.assessment().needs().kubernetesRules().stream()
            .filter(rule -> rule.bearer() == bearer)
            .filter(rule -> !requiredOnly || rule.necessity() == Necessity.REQUIRED)
            .toList();
    if (rules.isEmpty()) {
      return;
    }
    String namespace = inspection.collector().resource().getMetadata().getNamespace();
    String account = account(inspection, bearer);
    if (account.isEmpty()) {
      output.note(
          inspection.collector().name()
              + " runs in the pods of others: name their ServiceAccount with --service-account");
      return;
    }
    StringBuilder document = new StringBuilder();
    Set<AccessQuestion> permissions = new LinkedHashSet<>();
    for (KubernetesRule rule : rules) {
      List<AccessQuestion> these = questions(rule);
      permissions.addAll(these);
      document
          .append("# ")
          .append(rule.component())
          .append(rule.necessity() == Necessity.REQUIRED ? " needs to " : " may want to ")
          .append(words(rule, these))
          .append(": without it ")
          .append(rule.consequence())
          .append('\n');
    }
    documents.add(document + KubernetesGrant.of(namespace, account, permissions).text());
  }

  private String account(Inspection inspection, Bearer bearer) {
    if (bearer == Bearer.APPLICATION) {
      return application;
    }
    Questions questions =
        Questions.of(
            inspection.collector().resource(),
            inspection.assessment().needs(),
            inspection.assessment().rendering().objects());
    return bearer == Bearer.TARGET_ALLOCATOR ? questions.allocator() : questions.serviceAccount();
  }

  /** {@code list, watch pods cluster-wide}: once for each namespace, not for each verb. */
  private static String words(KubernetesRule rule, List<AccessQuestion> permissions) {
    String verbs = String.join(", ", rule.verbs());
    return permissions.stream()
        .filter(permission -> permission.verb().equals(rule.verbs().get(0)))
        .map(
            permission ->
                verbs + KubernetesGrant.words(permission).substring(permission.verb().length()))
        .collect(Collectors.joining("; "));
  }

  private static List<AccessQuestion> questions(KubernetesRule rule) {
    boolean everywhere = rule.namespaces().isEmpty() || rule.target() instanceof NonResourceUrl;
    List<String> places = everywhere ? List.of("") : rule.namespaces();
    return places.stream()
        .flatMap(
            place ->
                rule.verbs().stream()
                    .map(
                        verb -> new AccessQuestion(place, verb, rule.target().authorizedFor(verb))))
        .toList();
  }
}
