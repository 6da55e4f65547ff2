package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.Main;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.render.Facts;
import io.adot.operator.runtime.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OperatorOptionsTest {

  @Command
  private static final class Host {
    @Mixin private final OperatorOptions options = new OperatorOptions();
  }

  @Test
  void withoutFlagsAllCollectorsAreLookedAfterAndNothingIsHeld() {
    Settings settings = parse().settings();

    assertThat(settings.watched().namespaces()).isEmpty();
    assertThat(settings.checks().policy()).isEqualTo(PreflightPolicy.WARN);
    assertThat(settings.election().enabled()).isTrue();
    assertThat(settings.checks().aws()).isTrue();
    assertThat(settings.facts().collectorImage()).isEqualTo(Facts.defaults().collectorImage());
    assertThat(settings.facts().networkPolicyByDefault()).isTrue();
    assertThat(parse().iamEndpoint()).isEmpty();
  }

  @Test
  void flagsBecomeSettings() {
    OperatorOptions options =
        parse(
            "--watch-namespaces=a, b,,a",
            "--watch-selector=team=x",
            "--preflight=HOLD",
            "--network-policy-default=false",
            "--leader-election=false",
            "--aws-identity-checks=false",
            "--health-port=0",
            "--max-concurrent-reconciles=3",
            "--labels-filter=^team$",
            "--labels-filter=x.{1,2}",
            "--annotations-filter=^note$",
            "--aws-iam-endpoint=http://127.0.0.1:5000");
    Settings settings = options.settings();

    assertThat(settings.watched().namespaces()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.watched().selector()).isEqualTo("team=x");
    assertThat(settings.checks().policy()).isEqualTo(PreflightPolicy.HOLD);
    assertThat(settings.facts().networkPolicyByDefault()).isFalse();
    assertThat(settings.election().enabled()).isFalse();
    assertThat(settings.checks().aws()).isFalse();
    assertThat(settings.ports().health()).isZero();
    assertThat(settings.maxConcurrentReconciles()).isEqualTo(3);
    assertThat(settings.facts().labelFilters())
        .extracting(Pattern::pattern)
        .containsExactly("^team$", "x.{1,2}");
    assertThat(settings.facts().annotationFilters())
        .anyMatch(filter -> filter.matcher("note").find())
        .anyMatch(
            filter -> filter.matcher("kubectl.kubernetes.io/last-applied-configuration").find());
    assertThat(options.iamEndpoint()).contains(URI.create("http://127.0.0.1:5000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--health-port               | 70000   | a port from 0 to 65535",
        "--metrics-port              | -1      | a port from 0 to 65535",
        "--metrics-port              | http    | not an int",
        "--max-concurrent-reconciles | 0       | a number of at least 1",
        "--preflight                 | maybe   | expected one of",
        "--network-policy-default    | perhaps | not a boolean",
        "--labels-filter             | (x      | a regular expression: ",
        "--annotations-filter        | [       | a regular expression: ",
        "--aws-iam-endpoint          | nowhere | a URL with scheme and host",
        "--aws-iam-endpoint          | http:// | a URL with scheme and host",
        "--log-level                 | loud    | one of error, warn, info, debug, trace",
        "--log-format                | xml     | json or text",
      })
  void aWrongValueIsNamedWithItsFlagAndWhatIsWanted(String flag, String value, String wanted) {
    StringWriter errors = new StringWriter();

    int code = commandLine(new Main()).setErr(new PrintWriter(errors)).execute(flag + "=" + value);

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString().lines().findFirst().orElse(""))
        .contains(flag, "'" + value + "'", wanted);
  }

  @Test
  void anUnknownFlagIsWrongUsage() {
    StringWriter errors = new StringWriter();

    int code =
        commandLine(new Main()).setErr(new PrintWriter(errors)).execute("--watch-namespace=x");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--watch-namespace=x", "--watch-namespaces");
  }

  @Test
  void environmentVariablesCountAndAreNamedWhenWrong() throws Exception {
    assertThat(stderrOf(Map.of("METRICS_PORT", "70000", "HEALTH_PORT", "8081")))
        .contains("--metrics-port", "'70000'");
    assertThat(stderrOf(Map.of("METRICS_PORT", "70000"), "--metrics-port=-7"))
        .as("a flag wins")
        .contains("--metrics-port", "'-7'");
  }

  private static OperatorOptions parse(String... arguments) {
    Host host = new Host();
    commandLine(host).parseArgs(arguments);
    return host.options;
  }

  private static CommandLine commandLine(Object command) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String stderrOf(Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.command().addAll(java.util.List.of(arguments));
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    return errors;
  }
}
