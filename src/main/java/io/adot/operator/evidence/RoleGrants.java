package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessQuestion;

/**
 * What roles and bindings, as far as they are known without asking, grant. RBAC only ever adds, so
 * a grant that is found is one, however much else is not known; that none is found proves nothing.
 */
public interface RoleGrants {

  /** Nothing is known. */
  RoleGrants UNKNOWN =
      new RoleGrants() {
        @Override
        public boolean allow(String namespace, String serviceAccount, AccessQuestion question) {
          return false;
        }

        @Override
        public long revision() {
          return 0;
        }

        @Override
        public boolean isComplete() {
          return false;
        }
      };

  /**
   * Whether a ServiceAccount is granted something.
   *
   * @param namespace the ServiceAccount's namespace
   * @param serviceAccount its name
   */
  boolean allow(String namespace, String serviceAccount, AccessQuestion question);

  /** Another number after each change. */
  long revision();

  /** Whether all of the cluster's roles and bindings are known, so that every change is noticed. */
  boolean isComplete();
}
