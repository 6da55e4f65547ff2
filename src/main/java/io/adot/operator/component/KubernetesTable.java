package io.adot.operator.component;

import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Kubernetes permissions that follow from a component's type and a few of its settings. */
final class KubernetesTable implements ComponentPermissions {
  /** {@code {setting:default}} in a resource. */
  private static final Pattern SETTING = Pattern.compile("\\{([^:}]+):([^}]*)}");

  private final RowsByType<Row> rows = new RowsByType<>();

  private KubernetesTable() {}

  static KubernetesTable load() {
    KubernetesTable table = new KubernetesTable();
    TableResource.lines("kubernetes-rules.txt").stream()
        .map(Row::parse)
        .forEach(row -> table.rows.add(row.kind(), row.type(), row));
    return table;
  }

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    String type = ComponentAliases.canonicalType(component.id());
    RuleList rules =
        new RuleList(component.id(), context.bearer(component.settings()).orElse(Bearer.COLLECTOR));
    for (Row row : rows.of(component.id().kind(), type)) {
      if (row.when().holds(component, context)) {
        row.namespaces(component, context)
            .ifPresent(namespaces -> row.addTo(rules, namespaces, component, context));
      }
    }
    return rules.toList();
  }

  private record Row(
      ComponentKind kind,
      String type,
      RowCondition when,
      List<String> resources,
      List<String> verbs,
      String where,
      Reason reason) {

    static Row parse(String line) {
      List<String> cells = TableResource.cells(line, 8);
      String[] component = cells.get(0).split(" ");
      return new Row(
          ComponentKind.valueOf(component[0].toUpperCase(Locale.ROOT)),
          component[1],
          RowCondition.parse(cells.get(1)),
          List.of(cells.get(2).split(",\\s*")),
          List.of(cells.get(3).split(" ")),
          cells.get(4),
          new Reason(Necessity.valueOf(cells.get(5)), cells.get(6), cells.get(7)));
    }

    /** Nothing when the settings name namespaces that cannot be resolved. */
    Optional<List<String>> namespaces(Component component, ComponentContext context) {
      return switch (where) {
        case "cluster" -> Optional.of(RuleList.CLUSTER);
        case "own" -> Optional.of(List.of(context.surroundings().namespace()));
        case "K8S_NAMESPACE" ->
            Optional.of(
                List.of(
                    context
                        .surroundings()
                        .env()
                        .getOrDefault(where, context.surroundings().namespace())));
        case "settings" ->
            context.namespaces(
                Stream.of("namespaces", "namespace")
                    .flatMap(key -> context.texts(component.settings().path(key)).stream())
                    .toList());
        default -> Optional.of(List.of(where));
      };
    }

    void addTo(
        RuleList rules, List<String> namespaces, Component component, ComponentContext context) {
      for (String resource : resources) {
        String known =
            SETTING.matcher(resource).replaceAll(setting -> value(setting, component, context));
        if (!known.contains(EnvReferences.UNKNOWN)) {
          rules.add(reason, verbs, namespaces, known.split(" or "));
        }
      }
    }

    private static String value(
        MatchResult setting, Component component, ComponentContext context) {
      String value = context.text(RowCondition.at(component.settings(), setting.group(1)));
      return Matcher.quoteReplacement(value.isEmpty() ? setting.group(2) : value);
    }
  }
}
