package io.adot.operator.cli;

import java.util.List;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The commands besides running the operator. A new one is one class and one line here. */
public final class CommandTree {
  private static final List<Function<Console, Object>> COMMANDS =
      List.of(
          CheckCommand::new,
          ValidateCommand::new,
          RenderCommand::new,
          DiffCommand::new,
          RbacCommand::new,
          IamCommand::new,
          ExplainCommand::new,
          ConvertCommand::new,
          PreflightCommand::new,
          StatusCommand::new,
          DoctorCommand::new,
          WhyCommand::new,
          GatherCommand::new);

  private CommandTree() {}

  /**
   * Adds the commands.
   *
   * @param root the program's own command
   * @param console what surrounds them
   * @return the same root
   */
  public static CommandLine addTo(CommandLine root, Console console) {
    List<Object> quiet = COMMANDS.stream().map(command -> command.apply(console)).toList();
    quiet.forEach(root::addSubcommand);
    root.addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
    root.getSubcommands()
        .values()
        .forEach(
            sub -> sub.getCommandSpec().versionProvider(root.getCommandSpec().versionProvider()));
    root.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                console.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(CommandTree::usage)
        .setExecutionExceptionHandler(CommandTree::failure)
        .setExecutionStrategy(
            parsed -> {
              if (parsed.hasSubcommand()
                  && quiet.contains(parsed.subcommand().commandSpec().userObject())) {
                silenceLogging();
              }
              return new CommandLine.RunLast().execute(parsed);
            });
    return root;
  }

  /** Nothing is logged by a command, and setting up the logging library takes its time. */
  private static void silenceLogging() {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
  }

  /** A fault of ours, told in a line. */
  private static int failure(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().printf("internal error, please report it: %s%n", failure);
    command.getErr().flush();
    return ExitCode.INTERNAL;
  }

  /** One line on what is wrong, and where help is; not the whole help. */
  private static int usage(CommandLine.ParameterException wrong, String... args) {
    CommandLine command = wrong.getCommandLine();
    command
        .getErr()
        .printf(
            "%s%nTry '%s --help'.%n", wrong.getMessage(), command.getCommandSpec().qualifiedName());
    command.getErr().flush();
    return ExitCode.USAGE;
  }
}
