package io.adot.operator.cli;

/** The forms of a report; a new one is one class and one line here. */
enum OutputFormat {
  TABLE,
  JSON,
  YAML,
  SARIF,
  JUNIT,
  GITHUB;

  ReportWriter writer(Console console) {
    return switch (this) {
      case TABLE -> new TableReport(console.colour());
      case JSON -> report -> JsonReport.of(report).toPrettyString() + "\n";
      case YAML -> report -> Yaml.write(JsonReport.of(report));
      case SARIF -> new SarifReport();
      case JUNIT -> new JunitReport();
      case GITHUB -> new GithubReport();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
