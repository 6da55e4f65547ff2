package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our reading of policies against one that is not ours: {@code @cloud-copilot/iam-simulate}, which
 * {@code npm ci} installs in {@code src/test/iam-oracle}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyDifferentialIT {
  private static final Path ORACLE = Path.of("src/test/iam-oracle");
  private static final long SEED = 2026;
  private static final int CASES = 6_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<PolicyCase> cases = PolicyCases.of(SEED).limit(CASES).toList();
  private final List<Decision> ours = cases.stream().map(PolicyDifferentialIT::decide).toList();
  private List<List<String>> theirs = List.of();

  @BeforeAll
  void asksTheOracle(@TempDir Path scratch) throws IOException, InterruptedException {
    boolean installed = Files.isDirectory(ORACLE.resolve("node_modules"));
    String missing = "no oracle: npm ci in " + ORACLE;
    if (Boolean.getBoolean("oracle.required")) {
      assertThat(installed).as(missing).isTrue();
    }
    assumeTrue(installed, missing);
    Path questions = Files.write(scratch.resolve("cases"), lines(cases));
    Path answers = scratch.resolve("answers");
    Process node =
        new ProcessBuilder("node", "decide.js")
            .directory(ORACLE.toFile())
            .redirectInput(questions.toFile())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(node.exitValue()).isZero();
    List<List<String>> read = new ArrayList<>();
    for (String line : Files.readAllLines(answers)) {
      read.add(JSON.readValue(line, new TypeReference<>() {}));
    }
    theirs = read;
    assertThat(theirs).hasSize(CASES);
  }

  @Test
  void neverDisagrees() {
    List<String> disagreements =
        IntStream.range(0, CASES)
            .filter(i -> !agree(i))
            .limit(10)
            .mapToObj(i -> ours.get(i) + " but " + theirs.get(i) + ": " + json(cases.get(i)))
            .toList();
    assertThat(disagreements).isEmpty();
  }

  @Test
  void isAskedAboutBothAllowedAndDenied() {
    long allowed = ours.stream().filter(Decision.Allowed.class::isInstance).count();
    long undecided = ours.stream().filter(Decision.Undecided.class::isInstance).count();
    assertThat(allowed * 100 / CASES).isGreaterThanOrEqualTo(40);
    assertThat((CASES - allowed - undecided) * 100 / CASES).isGreaterThanOrEqualTo(40);
    assertThat(ours.stream().map(Object::getClass).collect(Collectors.toSet()))
        .contains(
            Decision.ExplicitDeny.class,
            Decision.ImplicitDeny.class,
            Decision.DeniedByBoundary.class);
  }

  @Test
  void isUndecidedOnlyWhereTheRequestIsNotKnown() {
    assertThat(undecided()).allSatisfy(i -> assertThat(cases.get(i).isKnown()).isFalse());
    assertThat(undecided()).isNotEmpty().hasSizeLessThanOrEqualTo(CASES / 20);
  }

  private List<Integer> undecided() {
    return IntStream.range(0, CASES)
        .filter(i -> ours.get(i) instanceof Decision.Undecided)
        .boxed()
        .toList();
  }

  /** What is decided without knowing all of the request has to hold whatever it has. */
  private boolean agree(int i) {
    Decision decision = ours.get(i);
    boolean clear = cases.get(i).isKnown() && cases.get(i).boundary() == null;
    return decision instanceof Decision.Undecided
        || theirs.get(i).stream().allMatch(their -> agree(decision, their, clear));
  }

  /**
   * @param clear whether it is certain what denies: all is known, and there is no boundary, whose
   *     explicit denials the oracle tells like those of other policies
   */
  private static boolean agree(Decision decision, String their, boolean clear) {
    return switch (their) {
      case "Allowed" -> decision instanceof Decision.Allowed;
      case "ExplicitlyDenied" ->
          decision instanceof Decision.ExplicitDeny
              || !clear && !(decision instanceof Decision.Allowed);
      default ->
          decision instanceof Decision.ImplicitDeny
              || !clear && decision instanceof Decision.DeniedByBoundary;
    };
  }

  private static Decision decide(PolicyCase question) {
    List<NamedPolicy> policies =
        question.policies().stream()
            .map(policy -> new NamedPolicy("policy", json(policy)))
            .toList();
    Optional<NamedPolicy> boundary =
        Optional.ofNullable(question.boundary()).map(it -> new NamedPolicy("boundary", json(it)));
    return new PolicyEvaluation(
            RoleArn.parse(question.principal()).orElseThrow(),
            new RolePolicies(policies, boundary, ""))
        .decide(new ActionOnResource(question.action(), question.resource()));
  }

  private static List<String> lines(List<PolicyCase> cases) {
    return cases.stream().map(PolicyDifferentialIT::json).toList();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
