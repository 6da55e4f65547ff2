package io.adot.operator.preflight;

import io.adot.operator.component.Bearer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Roles with their bindings that grant what somebody lacks, as YAML to apply.
 *
 * <p>The names end in a hash of what is granted: a later gap gets a role of its own, so applying
 * its fix takes nothing away that an earlier fix gave.
 */
final class RbacManifest {
  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");

  private RbacManifest() {}

  /**
   * Who is granted something.
   *
   * @param prefix what the names of roles and bindings begin with
   * @param subject the subject as a binding lists it
   */
  private record Grantee(String prefix, String subject) {}

  /** Grants to a collector's ServiceAccount, or to that of its target allocator. */
  static String granting(Identity identity, Bearer bearer, Collection<AccessQuestion> permissions) {
    String of = bearer == Bearer.TARGET_ALLOCATOR ? "targetallocator" : "collector";
    return granting(
        new Grantee(
            identity.namespace() + "-" + identity.collector() + "-" + of + "-grant-",
            serviceAccount(identity.namespace(), identity.account(bearer))),
        permissions);
  }

  /** Grants to a ServiceAccount of which no more is known. */
  static String grantingAccount(
      String namespace, String name, Collection<AccessQuestion> permissions) {
    return granting(
        new Grantee(namespace + "-" + name + "-grant-", serviceAccount(namespace, name)),
        permissions);
  }

  /**
   * Grants to the operator.
   *
   * @param user who it is to the API server
   */
  static String grantingOperator(String user, Collection<AccessQuestion> permissions) {
    Matcher account = SERVICE_ACCOUNT.matcher(user);
    String subject =
        account.matches()
            ? serviceAccount(account.group(1), account.group(2))
            : "{apiGroup: rbac.authorization.k8s.io, kind: User, name: "
                + YamlText.scalar(user)
                + "}";
    return granting(new Grantee("adot-operator-grant-", subject), permissions);
  }

  private static String granting(Grantee grantee, Collection<AccessQuestion> permissions) {
    return Grants.byNamespace(permissions).entrySet().stream()
        .map(entry -> roleAndBinding(grantee, entry.getKey(), Grants.rules(entry.getValue())))
        .collect(Collectors.joining("---\n"));
  }

  private static String serviceAccount(String namespace, String name) {
    return "{kind: ServiceAccount, name: %s, namespace: %s}"
        .formatted(YamlText.scalar(name), YamlText.scalar(namespace));
  }

  private static String roleAndBinding(Grantee grantee, String namespace, List<String> rules) {
    String kind = namespace.isEmpty() ? "ClusterRole" : "Role";
    String text = String.join("\n- ", rules);
    String name = name(grantee, namespace + "\n" + text);
    String metadata =
        namespace.isEmpty()
            ? "{name: " + name + "}"
            : "{name: " + name + ", namespace: " + YamlText.scalar(namespace) + "}";
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %1$s
        metadata: %2$s
        rules:
        - %3$s
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %1$sBinding
        metadata: %2$s
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %1$s, name: %4$s}
        subjects:
        - %5$s
        """
        .formatted(kind, metadata, text, name, grantee.subject());
  }

  private static String name(Grantee grantee, String granted) {
    String hash = sha256(grantee.subject() + "\n" + granted).substring(0, 8);
    return YamlText.scalar(grantee.prefix() + hash);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
