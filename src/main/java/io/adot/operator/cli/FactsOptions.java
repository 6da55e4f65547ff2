package io.adot.operator.cli;

import io.adot.operator.render.CollectorRbac;
import io.adot.operator.render.Facts;
import org.jspecify.annotations.Nullable;
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
      description = "Which roles the operator makes for collectors; none if not given.")
  private @Nullable CollectorRbac rbac;

  /** The settings of an operator that is told nothing else. */
  Facts facts() {
    return over(Facts.defaults());
  }

  /** The settings of an operator, but for what was given here. */
  Facts over(Facts facts) {
    Facts told = rbac == null ? facts : facts.with(rbac);
    return image.isBlank() ? told : told.withImage(image.strip(), "");
  }
}
