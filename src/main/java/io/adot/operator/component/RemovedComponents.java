package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Components that collectors no longer have: one that is configured keeps them from starting. */
final class RemovedComponents {
  /**
   * A row of the table.
   *
   * @param contrib the first release without it of upstream's own images; empty where not known
   * @param adot the first release of ADOT without it; empty where not known
   */
  private record Row(
      ComponentKind kind,
      String type,
      Optional<Version> contrib,
      Optional<Version> adot,
      String instead) {}

  private static final List<Row> ROWS =
      TableResource.lines("removed-components.txt").stream().map(RemovedComponents::row).toList();

  private RemovedComponents() {}

  private static Row row(String line) {
    List<String> cells = TableResource.cells(line, 5);
    return new Row(
        ComponentKind.valueOf(cells.get(0)),
        cells.get(1),
        Version.parse(cells.get(2)),
        Version.parse(cells.get(3)),
        cells.get(4));
  }

  /** An error for each one that the image is known to lack; a warning where it is not known. */
  static List<Finding> in(CollectorConfig config, Surroundings surroundings) {
    List<Finding> findings = new ArrayList<>();
    for (Component component : config.components()) {
      for (Row row : ROWS) {
        if (row.kind() == component.id().kind() && row.type().equals(component.type())) {
          judge(component, row, surroundings.image()).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private static Optional<Finding> judge(Component component, Row row, CollectorImage image) {
    String path = component.id().path();
    if (AdotVersions.known(image).isEmpty()) {
      return row.contrib()
          .map(
              gone ->
                  new Finding(
                      FindingCode.OTC1202,
                      path,
                      "collectors since "
                          + gone
                          + " do not have it; the image's tag does not tell its release",
                      row.instead()));
    }
    boolean adot = image.distribution() == Distribution.ADOT;
    Version release = image.version().orElseThrow();
    return (adot ? row.adot() : row.contrib())
        .filter(gone -> release.compareTo(gone) >= 0)
        .map(
            gone ->
                new Finding(
                    FindingCode.OTC1204,
                    path,
                    "the image's collector "
                        + release
                        + " does not have this "
                        + row.kind().noun()
                        + "; it went in "
                        + gone,
                    row.instead()));
  }
}
