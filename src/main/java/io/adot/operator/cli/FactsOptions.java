package io.adot.operator.cli;

import io.adot.operator.render.CollectorRbac;
import io.adot.operator.render.Facts;
import picocli.CommandLine.Option;

/** Settings of the operator that will run the collectors. */
final class FactsOptions {
  @Option(
      names = "--collector-image",
      paramLabel = "IMAGE",
      description = "Image of collectors that name none; that of this release if not given.")
  private String image = "";

  @Option(
      names = "--collector-rbac",
      paramLabel = "none|namespaced|cluster",
      defaultValue = "none",
      description = "Which roles the operator makes for collectors (default: ${DEFAULT-VALUE}).")
  private CollectorRbac rbac = CollectorRbac.NONE;

  /** The settings. */
  Facts facts() {
    Facts facts = Facts.defaults().with(rbac);
    return image.isBlank() ? facts : facts.withImage(image.strip(), "");
  }
}
