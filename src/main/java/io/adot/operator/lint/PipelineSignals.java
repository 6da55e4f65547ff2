package io.adot.operator.lint;

import io.adot.operator.component.ComponentType;
import io.adot.operator.component.ComponentTypes;
import io.adot.operator.component.KnownImage;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Pipeline;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Components in pipelines whose signal they do not carry: the collector does not start. */
final class PipelineSignals implements Rule {
  /** Profiles are in the making: what carries them changes from release to release. */
  private static final Set<String> SETTLED = Set.of("traces", "metrics", "logs");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Pipeline pipeline : subject.config().pipelines()) {
      if (SETTLED.contains(pipeline.signal())) {
        String path = "spec.config.service.pipelines." + pipeline.id();
        check(subject, pipeline, ComponentKind.RECEIVER, pipeline.receivers(), path, findings);
        check(subject, pipeline, ComponentKind.PROCESSOR, pipeline.processors(), path, findings);
        check(subject, pipeline, ComponentKind.EXPORTER, pipeline.exporters(), path, findings);
      }
    }
  }

  private static void check(
      Subject subject,
      Pipeline pipeline,
      ComponentKind kind,
      List<String> ids,
      String path,
      Consumer<Finding> findings) {
    for (int i = 0; i < ids.size(); i++) {
      String place = path + "." + kind.section() + "[" + i + "]";
      String id = ids.get(i);
      Optional<Component> component = subject.config().find(kind, id);
      if (component.isPresent()) {
        plain(subject, component.get(), pipeline.signal(), place, findings);
      } else if (kind != ComponentKind.PROCESSOR) {
        subject
            .config()
            .find(ComponentKind.CONNECTOR, id)
            .ifPresent(c -> connector(subject, c, kind, pipeline.signal(), place, findings));
      }
    }
  }

  private static void plain(
      Subject subject,
      Component component,
      String signal,
      String place,
      Consumer<Finding> findings) {
    Set<String> carries = carries(component);
    if (carries.isEmpty() || carries.contains(signal)) {
      return;
    }
    boolean sure = KnownImage.tellsSignals(subject.surroundings().image());
    findings.accept(
        new Finding(
            sure ? FindingCode.OTC1012 : FindingCode.OTC1013,
            place,
            component.id() + " does not carry " + signal,
            "take it out of this pipeline; it carries "
                + String.join(
                    " and ", PipelineShape.SIGNALS.stream().filter(carries::contains).toList())));
  }

  /** A connector has to have, for each of its ends, another that it can lead to or come from. */
  private static void connector(
      Subject subject,
      Component connector,
      ComponentKind as,
      String signal,
      String place,
      Consumer<Finding> findings) {
    Set<String> carries = carries(connector);
    boolean isStart = as == ComponentKind.EXPORTER;
    List<String> others =
        subject.config().pipelines().stream()
            .filter(p -> (isStart ? p.receivers() : p.exporters()).contains(connector.id().id()))
            .map(Pipeline::signal)
            .toList();
    boolean fits =
        others.stream()
            .map(other -> isStart ? signal + ">" + other : other + ">" + signal)
            .anyMatch(carries::contains);
    if (carries.isEmpty() || others.isEmpty() || fits) {
      return;
    }
    findings.accept(
        new Finding(
            FindingCode.OTC1013,
            place,
            connector.id()
                + (isStart ? " makes of " : " does not make ")
                + (isStart ? signal + " no " + unique(others) : signal + " of " + unique(others)),
            "it makes " + made(carries)));
  }

  private static String unique(Collection<String> signals) {
    return String.join(" or ", signals.stream().distinct().toList());
  }

  private static String made(Set<String> pairs) {
    return String.join(
        ", ",
        pairs.stream().sorted().map(pair -> pair.replaceFirst("(.*)>(.*)", "$2 of $1")).toList());
  }

  private static Set<String> carries(Component component) {
    return ComponentTypes.find(component.id().kind(), component.type())
        .map(ComponentType::carries)
        .orElse(Set.of());
  }
}
