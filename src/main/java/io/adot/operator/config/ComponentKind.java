package io.adot.operator.config;

/** The five kinds of components a collector is made of. */
public enum ComponentKind {
  RECEIVER("receivers"),
  PROCESSOR("processors"),
  EXPORTER("exporters"),
  CONNECTOR("connectors"),
  EXTENSION("extensions");

  private final String section;

  ComponentKind(String section) {
    this.section = section;
  }

  /** The top-level section of the configuration that holds components of this kind. */
  public String section() {
    return section;
  }

  /** The kind as a word in a sentence: {@code receiver}. */
  public String noun() {
    return section.substring(0, section.length() - 1);
  }
}
