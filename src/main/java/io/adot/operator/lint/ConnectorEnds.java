package io.adot.operator.lint;

import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Pipeline;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Connectors that end a pipeline and begin none, or the other way round. */
final class ConnectorEnds implements Rule {

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    if (!subject.config().saysWhatRuns()) {
      return;
    }
    for (Component connector : subject.config().enabled(ComponentKind.CONNECTOR)) {
      String id = connector.id().id();
      boolean otherwise =
          subject.config().find(ComponentKind.RECEIVER, id).isPresent()
              || subject.config().find(ComponentKind.EXPORTER, id).isPresent();
      boolean ends = uses(subject, p -> p.exporters().contains(id));
      boolean begins = uses(subject, p -> p.receivers().contains(id));
      if (otherwise || ends == begins) {
        continue;
      }
      findings.accept(
          new Finding(
              FindingCode.OTC1011,
              connector.id().path(),
              ends
                  ? "is an exporter of a pipeline and a receiver of none: the collector does not start"
                  : "is a receiver of a pipeline and an exporter of none: the collector does not start",
              "list it among the " + (ends ? "receivers" : "exporters") + " of another pipeline"));
    }
  }

  private static boolean uses(Subject subject, Predicate<Pipeline> how) {
    return subject.config().pipelines().stream().anyMatch(how);
  }
}
