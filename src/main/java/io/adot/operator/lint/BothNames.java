package io.adot.operator.lint;

import io.adot.operator.component.ComponentTypes;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One component under the older and the newer name of its type: two of them run. */
final class BothNames implements Rule {

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    Map<ComponentId, ComponentId> byNewest = new HashMap<>();
    for (Component component : subject.config().enabled()) {
      ComponentId id = component.id();
      String newest =
          ComponentTypes.find(id.kind(), id.type()).map(type -> type.newest()).orElse(id.type());
      ComponentId other = byNewest.putIfAbsent(new ComponentId(id.kind(), newest, id.name()), id);
      if (other != null) {
        findings.accept(
            new Finding(
                FindingCode.OTC1304,
                id.path(),
                "is of the same type as `" + other.id() + "`, so the collector runs both",
                "keep one of them, or tell them apart by names such as `" + newest + "/second`"));
      }
    }
  }
}
