package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessQuestion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Roles that grant everybody what a test says. */
final class FakeRoles implements RoleGrants {
  boolean complete = true;
  private final Set<AccessQuestion> granted = new HashSet<>();
  private long revision;

  void grant(AccessQuestion... questions) {
    granted.addAll(List.of(questions));
    revision++;
  }

  void revoke(AccessQuestion question) {
    granted.remove(question);
    revision++;
  }

  @Override
  public boolean allow(String namespace, String serviceAccount, AccessQuestion question) {
    return granted.contains(question);
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }
}
