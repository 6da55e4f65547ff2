package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.component.SpecEnv;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where the collector's SDK takes its credentials, by what there is. */
class AwsSourceTest {
  private static final String OWN_TOKEN = "/var/run/secrets/own/token";
  private static final PodIdentityAssociation ASSOCIATION =
      new PodIdentityAssociation(
          "a-1", "eks", "us-west-2", "arn:aws:iam::111122223333:role/pods", "", true, false);

  /**
   * Variables by their names without {@code AWS_}: KEY and SECRET are the two of a pair of keys,
   * TOKEN the file of a token that the pod projects, FOREIGN_TOKEN that of another, ?X one whose
   * value comes from elsewhere.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                        | -         | none    | Node[reachable=true]
          -                        | annotated | none    | WebIdentity annotated, sts.amazonaws.com
          -                        | annotated | found   | PodIdentity
          -                        | -         | found   | PodIdentity
          -                        | annotated | unknown | WebIdentity annotated, sts.amazonaws.com
          -                        | annotated | pending | Pending
          -                        | -         | pending | Pending
          EC2_METADATA_DISABLED    | -         | none    | Node[reachable=false]
          KEY SECRET               | annotated | found   | ManualCredentials
          KEY ?SECRET              | -         | pending | ManualCredentials
          KEY                      | annotated | none    | WebIdentity annotated, sts.amazonaws.com
          ?SECRET                  | -         | none    | Node[reachable=true]
          PROFILE                  | annotated | found   | CredentialsFile
          PROFILE KEY SECRET       | -         | none    | CredentialsFile
          SHARED_CREDENTIALS_FILE  | -         | found   | CredentialsFile
          SHARED_CREDENTIALS_FILE  | annotated | none    | WebIdentity annotated, sts.amazonaws.com
          SHARED_CREDENTIALS_FILE  | annotated | found   | CredentialsFile
          CONFIG_FILE KEY SECRET   | -         | none    | ManualCredentials
          CONTAINER_CREDENTIALS_FULL_URI | -   | none    | ManualCredentials
          CONTAINER_CREDENTIALS_FULL_URI | annotated | none | WebIdentity annotated, sts.amazonaws.com
          TOKEN ROLE_ARN           | annotated | found   | WebIdentity own, sts.amazonaws.com
          TOKEN                    | annotated | none    | WebIdentity annotated, sts.amazonaws.com
          TOKEN ?ROLE_ARN          | -         | none    | ManualCredentials
          FOREIGN_TOKEN ROLE_ARN   | -         | none    | ManualCredentials
          ROLE_ARN                 | -         | none    | Node[reachable=true]
          ROLE_ARN                 | annotated | none    | WebIdentity own, sts.amazonaws.com
          ?ROLE_ARN                | annotated | none    | ManualCredentials
          """)
  void isTheFirstThatTheSdkFinds(
      String variables, String annotation, String association, String expected) {
    Map<String, String> annotations =
        annotation == null ? Map.of() : Map.of("eks.amazonaws.com/role-arn", "annotated");
    AwsSource source = AwsSource.of(pod(variables), annotations, association(association));
    assertThat(words(source)).isEqualTo(expected);
  }

  @Test
  void theAudienceIsThatOfTheToken() {
    Map<String, String> annotations =
        Map.of("eks.amazonaws.com/role-arn", "r", "eks.amazonaws.com/audience", "mine");
    assertThat(AwsSource.of(pod(null), annotations, association("none")))
        .isEqualTo(new AwsSource.WebIdentity("r", "mine", "annotation eks.amazonaws.com/role-arn"));
  }

  @Test
  void readsThePod() {
    Situation situation =
        new Situation()
            .env("[{name: AWS_WEB_IDENTITY_TOKEN_FILE, value: /t/aws/token}]")
            .pod(
                """
                containers:
                - name: otc-container
                  image: x/aws-otel-collector:v0.35.0
                  volumeMounts: [{name: t, mountPath: /t/aws/}, {name: other, mountPath: /o}]
                volumes:
                - name: t
                  projected: {sources: [{serviceAccountToken: {path: token, audience: aud}}]}
                - name: other
                  emptyDir: {}
                """);
    AwsEnvironment pod =
        AwsEnvironment.of(
            situation.collector(), Identity.of(situation.collector(), situation.rendered()).pod());
    assertThat(pod.tokens()).isEqualTo(Map.of("/t/aws/token", "aud"));
    assertThat(pod.image().orElseThrow().version().orElseThrow()).hasToString("0.35.0");
    assertThat(pod.sets("AWS_WEB_IDENTITY_TOKEN_FILE")).isTrue();
  }

  /** Names of containers in the pod's annotation; the collector's is otc-container. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          otc-container           | null
          proxy , otc-container,x | "proxy,x"
          """)
  void aSkippedContainerIsGivenNothing(String names, String rest) {
    AwsEnvironment pod = skipping(names);
    Map<String, String> annotations = Map.of("eks.amazonaws.com/role-arn", "annotated");

    AwsSource.Skipped source =
        (AwsSource.Skipped) AwsSource.of(pod, annotations, association("none"));
    assertThat(source.skip().patch())
        .isEqualTo(
            "{\"spec\":{\"podAnnotations\":{\"eks.amazonaws.com/skip-containers\":" + rest + "}}}");
    assertThat(AwsSource.of(pod, Map.of(), association("found")))
        .isInstanceOf(AwsSource.Skipped.class);
    assertThat(AwsSource.of(pod, Map.of(), association("none"))).isInstanceOf(AwsSource.Node.class);
    Verdict verdict =
        AwsScene.judge(
            pod,
            List.of(AwsScene.LOGS),
            AwsScene.evidence(
                new ServiceAccountFacts(annotations, null),
                AwsScene.ISSUER,
                new Observation.Absent<>()));
    assertThat(verdict.reason()).isEqualTo(Reason.ContainerSkipped);
    assertThat(verdict.message()).contains("container otc-container", "the node's role");
    assertThat(verdict.fixes().get(0).text()).contains("--type merge -p", "skip-containers");
  }

  @Test
  void anotherContainerThatIsSkippedDoesNotMatter() {
    assertThat(skipping("proxy").skipped()).isEmpty();
  }

  private static AwsEnvironment skipping(String names) {
    Situation situation = new Situation().pod("containers: [{name: otc-container}, {name: proxy}]");
    OpenTelemetryCollector collector = situation.collector();
    collector.getSpec().setPodAnnotations(Map.of("eks.amazonaws.com/skip-containers", names));
    return AwsEnvironment.of(collector, Identity.of(collector, situation.rendered()).pod());
  }

  private static AwsEnvironment pod(String variables) {
    Map<String, String> literals = new HashMap<>();
    Set<String> references = new java.util.HashSet<>();
    for (String name : variables == null ? new String[0] : variables.split(" ")) {
      switch (name) {
        case "KEY" -> literals.put("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        case "SECRET" -> literals.put("AWS_SECRET_ACCESS_KEY", "x");
        case "?SECRET" -> references.add("AWS_SECRET_ACCESS_KEY");
        case "TOKEN" -> literals.put("AWS_WEB_IDENTITY_TOKEN_FILE", OWN_TOKEN);
        case "FOREIGN_TOKEN" -> literals.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/vault/token");
        case "ROLE_ARN" -> literals.put("AWS_ROLE_ARN", "own");
        case "?ROLE_ARN" -> references.add("AWS_ROLE_ARN");
        default -> literals.put("AWS_" + name, "true");
      }
    }
    return new AwsEnvironment(
        new SpecEnv(literals, references),
        List.of(),
        Map.of(OWN_TOKEN, "sts.amazonaws.com"),
        Optional.empty());
  }

  private static Observation<PodIdentityAssociation> association(String name) {
    return switch (name) {
      case "found" -> new Observation.Found<>(ASSOCIATION);
      case "pending" -> new Observation.Pending<>();
      case "unknown" -> new Observation.Unknown<>("no cluster name");
      default -> new Observation.Absent<>();
    };
  }

  private static String words(AwsSource source) {
    if (source instanceof AwsSource.ByHand byHand) {
      return byHand.reason().name();
    }
    if (source instanceof AwsSource.WebIdentity identity) {
      return "WebIdentity " + identity.arn() + ", " + identity.audience();
    }
    return source instanceof AwsSource.Node ? source.toString() : source.getClass().getSimpleName();
  }
}
