package io.adot.operator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the policies that close a gap, as JSON that {@code aws iam} takes as it is. */
public final class PolicyWriter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2012-10-17";

  private PolicyWriter() {}

  /**
   * A role's trust policy, changed so that it admits a ServiceAccount: what denies it is left out,
   * a statement for it is added, all else stays.
   *
   * @param existing the trust policy as it is; empty or unreadable text makes a new one
   * @param identity who is to be admitted
   */
  public static String admitting(String existing, WebIdentity identity) {
    ObjectNode document = document(existing);
    ArrayNode statements = statements(document);
    while (TrustPolicy.judge(document.toString(), identity) instanceof TrustVerdict.Denied denied) {
      statements.remove(denied.index());
    }
    if (!(TrustPolicy.judge(document.toString(), identity) instanceof TrustVerdict.Admitted)) {
      statements.add(admission(identity));
    }
    return document.toPrettyString();
  }

  /**
   * A role's trust policy, changed so that it admits EKS Pod Identity: what denies it is left out,
   * a statement for it is added, all else stays.
   *
   * @param existing the trust policy as it is; empty or unreadable text makes a new one
   * @param principal who is to be admitted
   */
  public static String admitting(String existing, PodIdentityPrincipal principal) {
    ObjectNode document = document(existing);
    ArrayNode statements = statements(document);
    while (PodIdentityTrust.judge(document.toString(), principal)
        instanceof PodIdentityVerdict.Denied denied) {
      statements.remove(denied.index());
    }
    if (!(PodIdentityTrust.judge(document.toString(), principal)
        instanceof PodIdentityVerdict.Admitted)) {
      ObjectNode statement = statements.addObject();
      statement.put("Effect", "Allow");
      statement.putObject("Principal").put("Service", PodIdentityTrust.SERVICE);
      statement.putArray("Action").add(PodIdentityTrust.ASSUME).add(PodIdentityTrust.TAG);
    }
    return document.toPrettyString();
  }

  /**
   * A role's trust policy, changed so that another role may assume it: a statement for it is added,
   * all else stays, also what denies.
   *
   * @param existing the trust policy as it is; empty or unreadable text makes a new one
   * @param who the role that is to be admitted
   */
  public static String admitting(String existing, AssumingRole who) {
    ObjectNode document = document(existing);
    ArrayNode statements = statements(document);
    if (!(AssumeTrust.judge(document.toString(), who) instanceof AssumeVerdict.Admitted)) {
      ObjectNode statement = statements.addObject();
      statement.put("Effect", "Allow");
      statement.putObject("Principal").put("AWS", who.role().arn());
      if (who.tagsSession()) {
        statement.putArray("Action").add(AssumeTrust.ASSUME).add(PodIdentityTrust.TAG);
      } else {
        statement.put("Action", AssumeTrust.ASSUME);
      }
      who.externalId()
          .filter(id -> !id.isEmpty())
          .ifPresent(
              id ->
                  statement
                      .putObject("Condition")
                      .putObject("StringEquals")
                      .put(AssumingRole.EXTERNAL_ID, id));
    }
    return document.toPrettyString();
  }

  /**
   * A policy with just the permissions given.
   *
   * @param grants actions by the resources they act on
   */
  public static String granting(Map<List<String>, ? extends Collection<String>> grants) {
    ObjectNode document = document("");
    ArrayNode statements = statements(document);
    grants.forEach(
        (resources, actions) -> {
          ObjectNode statement = statements.addObject();
          statement.put("Effect", "Allow");
          statement.set("Action", JSON.valueToTree(actions));
          statement.set("Resource", JSON.valueToTree(resources));
        });
    return document.toPrettyString();
  }

  /** The same document on one line. */
  public static String compact(String json) {
    return document(json).toString();
  }

  private static ObjectNode document(String existing) {
    try {
      if (JSON.readTree(existing) instanceof ObjectNode document && document.has("Statement")) {
        return document;
      }
    } catch (JsonProcessingException e) {
      // Not a policy: there is nothing to keep.
    }
    ObjectNode document = JSON.createObjectNode();
    document.put("Version", VERSION);
    document.putArray("Statement");
    return document;
  }

  private static ArrayNode statements(ObjectNode document) {
    JsonNode statements = document.get("Statement");
    if (statements instanceof ArrayNode array) {
      return array;
    }
    return document.putArray("Statement").add(statements);
  }

  private static ObjectNode admission(WebIdentity identity) {
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Effect", "Allow");
    statement.putObject("Principal").put("Federated", identity.providerArn());
    statement.put("Action", "sts:AssumeRoleWithWebIdentity");
    statement
        .putObject("Condition")
        .putObject("StringEquals")
        .put(identity.provider() + ":sub", identity.subject())
        .put(identity.provider() + ":aud", identity.audience());
    return statement;
  }
}
