package io.adot.operator.evidence;

/**
 * Which collector evidence is gathered for.
 *
 * @param namespace its namespace
 * @param name its name
 */
public record CollectorKey(String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
