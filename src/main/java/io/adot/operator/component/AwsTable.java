package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS actions that follow from a component's type and a few of its settings. */
final class AwsTable implements ComponentPermissions {
  private static final Pattern SETTING = Pattern.compile("(?<!\\$)\\{([^}]+)}");

  private final RowsByType<Row> rows = new RowsByType<>();

  private AwsTable() {}

  static AwsTable load() {
    AwsTable table = new AwsTable();
    TableResource.lines("aws-actions.txt").stream()
        .map(Row::parse)
        .forEach(row -> table.rows.add(row.kind(), row.type(), row));
    return table;
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    String type = ComponentAliases.canonicalType(component.id());
    return rows.of(component.id().kind(), type).stream()
        .filter(row -> row.when().holds(component, context))
        .map(row -> row.requirement(component, context))
        .toList();
  }

  private record Row(
      ComponentKind kind,
      String type,
      RowCondition when,
      String session,
      String roleSetting,
      String resource,
      Need need) {

    static Row parse(String line) {
      List<String> cells = TableResource.cells(line, 8);
      String[] component = cells.get(0).split(" ");
      String[] session = cells.get(2).split(" ");
      return new Row(
          ComponentKind.valueOf(component[0].toUpperCase(Locale.ROOT)),
          component[1],
          RowCondition.parse(cells.get(1)),
          session[0],
          session.length == 2 ? session[1] : "role_arn",
          cells.get(4),
          new Need(
              Necessity.valueOf(cells.get(5)),
              cells.get(6),
              cells.get(7),
              List.of(cells.get(3).split(" "))));
    }

    AwsRequirement requirement(Component component, ComponentContext context) {
      JsonNode settings = component.settings();
      AwsSession aws =
          AwsSession.of(
              session.isEmpty() ? settings : RowCondition.at(settings, session),
              roleSetting,
              context);
      return aws.requirement(component.id(), need, resource(settings, aws, context));
    }

    private String resource(JsonNode settings, AwsSession aws, ComponentContext context) {
      return SETTING
          .matcher(resource)
          .replaceAll(
              setting -> {
                if (setting.group(1).equals("region")) {
                  return Matcher.quoteReplacement(aws.arnRegion());
                }
                String value = context.text(RowCondition.at(settings, setting.group(1)));
                return Matcher.quoteReplacement(value.isEmpty() ? EnvReferences.UNKNOWN : value);
              })
          .replaceAll("\\*+", "*");
    }
  }
}
