package io.adot.operator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The program and its commands. A new one is one class and one line here. */
public final class CommandTree {
  private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("validate", ValidateCommand::new);
    COMMANDS.put("render", RenderCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("rbac", RbacCommand::new);
    COMMANDS.put("iam", IamCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("convert", ConvertCommand::new);
    COMMANDS.put("preflight", PreflightCommand::new);
    COMMANDS.put("status", StatusCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("gather", GatherCommand::new);
  }

  private CommandTree() {}

  /**
   * What is to answer a command line. Where that begins with a command, the others are not even
   * looked at: putting all together takes longer than many a command does.
   *
   * @param program the program's own command, for command lines without another one
   * @param versions what {@code --version} prints
   * @param console what surrounds the commands
   * @param arguments the command line
   */
  public static CommandLine of(
      Supplier<Object> program,
      CommandLine.IVersionProvider versions,
      Console console,
      String... arguments) {
    Function<Console, Object> called = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    CommandLine root;
    if (called == null) {
      root = new CommandLine(program.get());
      COMMANDS.forEach((name, command) -> root.addSubcommand(name, command.apply(console)));
      root.addSubcommand("generate-completion", new AutoComplete.GenerateCompletion());
    } else {
      root = new CommandLine(CommandSpec.create());
      root.addSubcommand(arguments[0], called.apply(console));
    }
    root.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(versions));
    return configured(root, console);
  }

  private static CommandLine configured(CommandLine root, Console console) {
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
                  && COMMANDS.containsKey(parsed.subcommand().commandSpec().name())) {
                silenceLogging();
              }
              return run(parsed);
            });
    return root;
  }

  /** How much memory there is, is the user's to say; that it was too little is ours. */
  private static int run(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError tooLittle) {
      CommandLine command = parsed.commandSpec().commandLine();
      command
          .getErr()
          .printf(
              "%d MB of memory are not enough: give it more (JAVA_TOOL_OPTIONS=-Xmx1g), or fewer"
                  + " files at once%n",
              Runtime.getRuntime().maxMemory() >> 20);
      command.getErr().flush();
      return ExitCode.INTERNAL;
    }
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
