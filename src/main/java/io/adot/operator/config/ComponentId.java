package io.adot.operator.config;

/**
 * The identity of a configured component: {@code otlp/internal} among the receivers.
 *
 * @param kind the section it stands in
 * @param type what it is: {@code otlp}
 * @param name what tells it from others of its type: {@code internal}, or empty
 */
public record ComponentId(ComponentKind kind, String type, String name) {

  /**
   * Reads an id as the collector does: the type ends at the first slash.
   *
   * @param kind the section it stands in
   * @param id {@code type} or {@code type/name}
   */
  public static ComponentId parse(ComponentKind kind, String id) {
    int slash = id.indexOf('/');
    return slash < 0
        ? new ComponentId(kind, id.strip(), "")
        : new ComponentId(kind, id.substring(0, slash).strip(), id.substring(slash + 1).strip());
  }

  /** The id as it stands in the configuration: {@code type} or {@code type/name}. */
  public String id() {
    return name.isEmpty() ? type : type + "/" + name;
  }

  /** Where the component stands in the resource: {@code spec.config.receivers.otlp/internal}. */
  public String path() {
    return "spec.config." + kind.section() + "." + id();
  }

  /** The component in a sentence: {@code receiver otlp/internal}. */
  @Override
  public String toString() {
    return kind.noun() + " " + id();
  }
}
