package io.adot.operator.rbac;

import java.util.Set;

/**
 * Who asks.
 *
 * @param user the user's name
 * @param groups the groups it is in
 */
public record Requester(String user, Set<String> groups) {
  private static final String ALL_ACCOUNTS = "system:serviceaccounts";

  /** Copies the set. */
  public Requester {
    groups = Set.copyOf(groups);
  }

  /** A ServiceAccount, with the groups that the API server gives each one. */
  public static Requester serviceAccount(String namespace, String name) {
    return new Requester(
        userName(namespace, name),
        Set.of(ALL_ACCOUNTS, ALL_ACCOUNTS + ":" + namespace, "system:authenticated"));
  }

  static String userName(String namespace, String name) {
    return "system:serviceaccount:" + namespace + ":" + name;
  }
}
