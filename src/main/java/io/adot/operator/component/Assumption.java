package io.adot.operator.component;

/**
 * What goes along with the request for a further role.
 *
 * @param externalId the external id; empty where none is sent, with {@code *} in place of what is
 *     not known
 * @param tagged whether the session is tagged, as EKS Pod Identity does
 */
public record Assumption(String externalId, boolean tagged) {
  /** Nothing goes along. */
  public static final Assumption PLAIN = new Assumption("", false);

  /** Whether the external id is known as it is. */
  public boolean isKnown() {
    return !externalId.contains(EnvReferences.UNKNOWN);
  }
}
