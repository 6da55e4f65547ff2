package io.adot.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Collects what somebody who helps needs to see. */
@Command(
    name = "gather",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes collectors, what they are made of, events, and the last log lines of collectors and"
            + " operator into a folder or zip file. Secrets are never read; values that may be secret"
            + " are hidden. What was left out is listed in left-out.txt.")
final class GatherCommand extends ClusterCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|FILE.zip",
      defaultValue = "otelcol-gather.zip",
      description = "Where to (default: ${DEFAULT-VALUE}).")
  private String target = "";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean everywhere;

  GatherCommand(Console console) {
    super(console);
  }

  @Override
  int run(KubernetesClient client, Output output) {
    String namespace = everywhere ? "" : namespace(client);
    String version = client.getKubernetesVersion().getGitVersion();
    Path path = console().directory().resolve(target);
    try (Bundle bundle = new Bundle(path)) {
      Gathering gathering = new Gathering(client, namespace, bundle, output::note);
      gathering.versions(version);
      gathering.objects();
      gathering.logs();
      gathering.leftOut();
    } catch (FileAlreadyExistsException there) {
      throw usage(target + " is there already");
    } catch (IOException failed) {
      throw usage(target + " cannot be written: " + InputFiles.why(failed));
    }
    output.result(target + "\n");
    return ExitCode.CLEAN;
  }
}
