package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.adot.operator.Main;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sessions as users have them, a folder each: {@code command} holds a title and a command line,
 * {@code stdin} what it is given, {@code cluster.yaml} what the cluster has (whose {@code
 * forbidden} resources are answered with 403, and where {@code converged} is there, too, the
 * operator has been at work, but not since {@code by-hand.json} was merged into the Deployments),
 * other files are there to be read; {@code stdout}, {@code stderr} and {@code exit} are what comes
 * of it. {@code then.json} is merged into the collectors' status once something was printed; {@code
 * written} are the names of files that {@code gather} writes. {@code docs/cli.md} is made of the
 * same files. All are rewritten by {@code -Dgolden.update=true}.
 */
class CliSessionsTest {
  private static final Path SESSIONS = Path.of("src/test/resources/cli");
  private static final Path PAGE = Path.of("docs/cli.md");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final List<String> COMMANDS =
      List.of(
          "check",
          "validate",
          "render",
          "diff",
          "rbac",
          "iam",
          "explain",
          "convert",
          "preflight",
          "status",
          "doctor",
          "why",
          "gather");

  private static final List<String> OUTPUTS = List.of("stdout", "stderr", "exit", "written");

  /** Tells when something was printed for the first time. */
  private static final class FirstOutput extends StringWriter {
    private final Runnable listener;
    private boolean told;

    FirstOutput(Runnable listener) {
      this.listener = listener;
    }

    @Override
    public void flush() {
      if (!told && getBuffer().length() > 0) {
        told = true;
        listener.run();
      }
    }
  }

  private record Session(Path folder, String title, String line) {
    static Session in(Path folder) {
      List<String> lines = lines(folder.resolve("command"));
      return new Session(folder, lines.get(0).replaceFirst("^# ", ""), lines.get(1));
    }

    /** The subcommand that it shows. */
    String command() {
      return line.replaceFirst(".*adot-operator ", "").split(" ")[0];
    }

    Map<String, String> run() throws IOException {
      Path stdin = folder.resolve("stdin");
      byte[] in = Files.exists(stdin) ? Files.readAllBytes(stdin) : new byte[0];
      String[] arguments = line.replaceFirst(".*adot-operator ", "").split(" ");
      if (!Files.exists(folder.resolve("cluster.yaml"))) {
        return answer(new Console(new ByteArrayInputStream(in), place(), false), arguments);
      }
      try (MockCluster cluster = cluster()) {
        boolean writes = command().equals("gather");
        Path directory = writes ? Files.createTempDirectory("session") : folder;
        Map<String, String> answer =
            answer(
                new Console(
                    new ByteArrayInputStream(in),
                    directory,
                    false,
                    (kubeconfig, context) -> cluster.client("cli")),
                () -> then(cluster),
                arguments);
        if (writes) {
          answer.put("written", written(directory));
        }
        return answer;
      }
    }

    private static String written(Path directory) throws IOException {
      try (Stream<Path> files = Files.walk(directory)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> directory.relativize(file) + "\n")
            .sorted()
            .collect(Collectors.joining());
      }
    }

    private void then(MockCluster cluster) {
      if (Files.exists(folder.resolve("then.json"))) {
        String patch = text(folder.resolve("then.json"));
        KubernetesClient admin = cluster.client("admin");
        admin.resources(OpenTelemetryCollector.class).inAnyNamespace().list().getItems().stream()
            .map(it -> admin.resource(it).subresource("status"))
            .forEach(it -> it.patch(PatchContext.of(PatchType.JSON_MERGE), patch));
      }
    }

    /** A copy of the folder, for commands that write, with a large file if it asks for one. */
    private Path place() throws IOException {
      Path place = Files.createTempDirectory("session-");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.skip(1).toList()) {
          Files.copy(file, place.resolve(folder.relativize(file).toString()));
        }
      }
      Path large = folder.resolve("large");
      if (Files.exists(large)) {
        String[] nameAndSize = lines(large).get(0).split(" ");
        LargeFile.write(place.resolve(nameAndSize[0]), Integer.parseInt(nameAndSize[1]));
      }
      return place;
    }

    private static void create(KubernetesClient admin, HasMetadata object) {
      admin.resource(object).create();
      Map<?, ?> tree = admin.getKubernetesSerialization().convertValue(object, Map.class);
      if (tree.get("status") != null && !object.getKind().equals("Namespace")) {
        admin.resource(object).updateStatus();
      }
    }

    /** Only a class tells the client the plural of a custom resource. */
    private static HasMetadata typed(KubernetesClient admin, HasMetadata object) {
      return object.getKind().equals("OpenTelemetryCollector")
          ? admin.getKubernetesSerialization().convertValue(object, OpenTelemetryCollector.class)
          : object;
    }

    private MockCluster cluster() throws IOException {
      MockCluster cluster = MockCluster.start();
      try (InputStream objects = Files.newInputStream(folder.resolve("cluster.yaml"))) {
        KubernetesClient admin = cluster.client("admin");
        admin.load(objects).items().stream()
            .map(it -> typed(admin, it))
            .forEach(it -> create(admin, it));
      }
      if (Files.exists(folder.resolve("converged"))) {
        MockOperator.converge(cluster);
      }
      if (Files.exists(folder.resolve("by-hand.json"))) {
        KubernetesClient admin = cluster.client("admin");
        String patch = text(folder.resolve("by-hand.json"));
        admin.apps().deployments().inAnyNamespace().list().getItems().stream()
            .map(admin::resource)
            .forEach(it -> it.patch(PatchContext.of(PatchType.JSON_MERGE), patch));
      }
      Path forbidden = folder.resolve("forbidden");
      if (Files.exists(forbidden)) {
        for (String resource : lines(forbidden)) {
          cluster.failNext(request -> request.path().contains("/" + resource), 403, 1000);
        }
      }
      return cluster;
    }

    Map<String, String> expected() {
      Map<String, String> expected = new TreeMap<>();
      for (String name : OUTPUTS) {
        if (Files.exists(folder.resolve(name))) {
          expected.put(name, text(folder.resolve(name)));
        }
      }
      return expected;
    }
  }

  @TestFactory
  Stream<DynamicTest> sessionsGoAsTheyAreWritten() {
    return sessions().stream()
        .map(
            session ->
                dynamicTest(session.folder().getFileName().toString(), () -> compare(session)));
  }

  @Test
  void whatTheImageIsBuiltWithIsContent() {
    Console console =
        new Console(new ByteArrayInputStream(new byte[0]), Path.of("src/main/docker"), false);

    assertThat(answer(console, "check", "-f", "training.yaml", "--fail-on", "warning"))
        .containsEntry("exit", "0\n");
  }

  @Test
  void thePageShowsTheSessions() throws IOException {
    if (UPDATE) {
      for (Session session : sessions()) {
        write(session, session.run());
      }
      Files.writeString(PAGE, page());
    }
    assertThat(text(PAGE)).isEqualTo(page());
  }

  private static void compare(Session session) throws IOException {
    Map<String, String> actual = session.run();
    if (UPDATE) {
      write(session, actual);
    }
    assertThat(actual).isEqualTo(session.expected());
  }

  private static void write(Session session, Map<String, String> answer) throws IOException {
    for (String name : OUTPUTS) {
      Files.deleteIfExists(session.folder().resolve(name));
    }
    for (Map.Entry<String, String> file : answer.entrySet()) {
      Files.writeString(session.folder().resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> answer(Console console, String... arguments) {
    return answer(console, () -> {}, arguments);
  }

  private static Map<String, String> answer(
      Console console, Runnable afterTheFirstOutput, String... arguments) {
    StringWriter out = new FirstOutput(afterTheFirstOutput);
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine(console, arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    Map<String, String> answer = new TreeMap<>();
    answer.put("exit", exit + "\n");
    if (!out.toString().isEmpty()) {
      answer.put("stdout", out.toString());
    }
    if (!err.toString().isEmpty()) {
      answer.put("stderr", err.toString());
    }
    return answer;
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Command line

            Made by `CliSessionsTest` of the sessions in `src/test/resources/cli`.

            `adot-operator` without a command, or with `run`, is the operator itself. `preflight`, `status`, `doctor`, `why`, `gather` and, without `--against`,
            `diff` ask a cluster, with your kubeconfig and your rights, and change nothing; the other commands need none.
            As `kubectl-otelcol` in the `PATH` it is `kubectl otelcol`. `adot-operator generate-completion` prints what a shell needs to
            complete commands and options: `source <(adot-operator generate-completion)`.

            It reads YAML of one or many documents, JSON, lists, folders, what `kustomize build` and `helm template` print, collectors of
            `v1beta1` and `v1alpha1`, and a collector's own configuration file. Other objects in the files are left aside but for ServiceAccounts,
            Roles, ClusterRoles and their bindings: by these `check` tells what a collector may do, as the API server would.

            | Exit code | Meaning |
            |---|---|
            | 0 | nothing is wrong |
            | 1 | something was found: an error of the configuration, a missing permission, a document that cannot be read; `--fail-on` moves the bar. `diff`: something differs |
            | 2 | wrong usage, or a file that cannot be opened |
            | 3 | the cluster cannot be reached, does not accept your credentials, or forbids what the command cannot do without |
            | 4 | what was waited for did not come in time |
            | 70 | a fault of the program itself |

            Colours are used on a terminal, unless `NO_COLOR` is set.
            """);
    List<Session> sessions = sessions();
    for (String command : COMMANDS) {
      page.append("\n## ")
          .append(command)
          .append("\n\n```\n")
          .append(help(command))
          .append("```\n");
      for (Session session : sessions) {
        if (session.command().equals(command)) {
          append(page, session);
        }
      }
    }
    return page.toString();
  }

  private static String help(String command) {
    Console console = new Console(new ByteArrayInputStream(new byte[0]), Path.of(""), false);
    return answer(console, command, "--help").getOrDefault("stdout", "");
  }

  private static void append(StringBuilder page, Session session) throws IOException {
    page.append("\n### ").append(session.title()).append("\n\n");
    try (Stream<Path> files = Files.walk(session.folder())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = session.folder().relativize(file).toString();
        if (!name.equals("command") && !OUTPUTS.contains(name) && Files.size(file) < 4000) {
          page.append('`').append(name).append("`:\n```\n").append(text(file)).append("```\n");
        }
      }
    }
    Map<String, String> expected = session.expected();
    String exit = expected.getOrDefault("exit", "").strip();
    page.append("```console\n$ ").append(session.line()).append('\n');
    page.append(shown(expected.getOrDefault("stderr", "")));
    page.append(shown(expected.getOrDefault("stdout", ""))).append("```\n");
    page.append("Exit code ").append(exit).append(".\n");
    if (expected.containsKey("written")) {
      page.append("\nIt has written:\n```\n").append(expected.get("written")).append("```\n");
    }
  }

  private static String shown(String output) {
    List<String> lines = output.lines().toList();
    return lines.stream().limit(80).map(line -> line + "\n").collect(Collectors.joining())
        + (lines.size() > 80 ? "…\n" : "");
  }

  private static List<Session> sessions() {
    try (Stream<Path> folders = Files.list(SESSIONS)) {
      return folders.sorted().map(Session::in).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return Arrays.asList(text(file).split("\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException binary) {
      return "(binary)\n";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
