package io.adot.operator.testing;

import io.adot.operator.aws.Decision;
import io.adot.operator.aws.PolicyOracle;
import io.adot.operator.testing.IamStub.Call;
import io.adot.operator.testing.IamStub.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The world that the played IAM knows, and its answers as XML of the AWS Query protocol. */
final class IamStubAnswers {

  /** A role. */
  static final class Role {
    final String arn;
    volatile String trustPolicy = "";
    volatile @Nullable String boundary;
    final Map<String, String> inline = new ConcurrentHashMap<>();
    final List<String> attached = new CopyOnWriteArrayList<>();

    Role(String arn) {
      this.arn = arn;
    }

    String name() {
      return arn.substring(arn.lastIndexOf('/') + 1);
    }
  }

  volatile String account = "111122223333";
  volatile int pageSize = 100;
  final Map<String, Role> roles = new ConcurrentHashMap<>();
  final Map<String, String> managed = new ConcurrentHashMap<>();
  final Map<String, List<String>> providers = new ConcurrentHashMap<>();
  final Set<String> deniedByOrganization = ConcurrentHashMap.newKeySet();
  final List<String> missingContext = new CopyOnWriteArrayList<>();

  Role role(String arn) {
    return roles.computeIfAbsent(arn.substring(arn.lastIndexOf('/') + 1), name -> new Role(arn));
  }

  Reply answer(Call call) {
    return switch (call.action()) {
      case "GetCallerIdentity" -> ok(call, "<Account>" + account + "</Account>");
      case "GetRole" -> withRole(call, role -> ok(call, role(role)));
      case "ListRolePolicies" ->
          withRole(
              call,
              role -> page(call, "PolicyNames", role.inline.keySet().stream().sorted().toList()));
      case "ListAttachedRolePolicies" ->
          withRole(
              call,
              role ->
                  page(
                      call,
                      "AttachedPolicies",
                      role.attached.stream()
                          .map(arn -> "<PolicyArn>" + arn + "</PolicyArn>")
                          .toList()));
      case "GetRolePolicy" ->
          withRole(call, role -> document(call, role.inline.get(call.parameter("PolicyName"))));
      case "GetPolicy" ->
          managed.containsKey(call.parameter("PolicyArn"))
              ? ok(call, "<Policy><DefaultVersionId>v1</DefaultVersionId></Policy>")
              : missing();
      case "GetPolicyVersion" ->
          managed.containsKey(call.parameter("PolicyArn"))
              ? ok(
                  call,
                  "<PolicyVersion><Document>%s</Document></PolicyVersion>"
                      .formatted(encoded(managed.get(call.parameter("PolicyArn")))))
              : missing();
      case "GetOpenIDConnectProvider" -> provider(call);
      case "ListOpenIDConnectProviders" ->
          ok(
              call,
              members(
                  "OpenIDConnectProviderList",
                  providers.keySet().stream().map(arn -> "<Arn>" + arn + "</Arn>").toList()));
      case "SimulatePrincipalPolicy" -> simulation(call);
      default -> error(400, "InvalidAction", "Could not find operation " + call.action());
    };
  }

  Reply error(int status, String code, String message) {
    return new Reply(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>1</RequestId></ErrorResponse>"
            .formatted(code, escaped(message)));
  }

  private Reply withRole(Call call, Function<Role, Reply> answer) {
    Role role = roles.get(call.parameter("RoleName"));
    return role == null ? missing() : answer.apply(role);
  }

  private String role(Role role) {
    String boundary =
        role.boundary == null
            ? ""
            : "<PermissionsBoundary><PermissionsBoundaryArn>%s</PermissionsBoundaryArn></PermissionsBoundary>"
                .formatted(role.boundary);
    return "<Role><RoleName>%s</RoleName><Arn>%s</Arn><AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument>%s</Role>"
        .formatted(role.name(), role.arn, encoded(role.trustPolicy), boundary);
  }

  private Reply document(Call call, @Nullable String policy) {
    return policy == null
        ? missing()
        : ok(call, "<PolicyDocument>" + encoded(policy) + "</PolicyDocument>");
  }

  private Reply provider(Call call) {
    List<String> audiences = providers.get(call.parameter("OpenIDConnectProviderArn"));
    return audiences == null ? missing() : ok(call, members("ClientIDList", audiences));
  }

  private Reply simulation(Call call) {
    String arn = call.parameter("PolicySourceArn");
    Role role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
    if (role == null) {
      return missing();
    }
    List<String> results = new ArrayList<>();
    for (String action : call.members("ActionNames")) {
      for (String resource : call.members("ResourceArns")) {
        results.add(simulated(role, action, resource));
      }
    }
    return page(call, "EvaluationResults", results);
  }

  private String simulated(Role role, String action, String resource) {
    Map<String, String> policies = new LinkedHashMap<>(role.inline);
    role.attached.forEach(arn -> policies.put(arn, managed.get(arn)));
    Optional<String> boundary = Optional.ofNullable(role.boundary).map(managed::get);
    Decision decision = PolicyOracle.decide(role.arn, policies, boundary, action, resource);
    boolean denied = deniedByOrganization.contains(action);
    StringBuilder result =
        new StringBuilder(
            "<EvalActionName>%s</EvalActionName><EvalResourceName>%s</EvalResourceName><EvalDecision>%s</EvalDecision>"
                .formatted(action, escaped(resource), denied ? "explicitDeny" : text(decision)));
    if (decision instanceof Decision.ExplicitDeny deny) {
      result.append(
          members(
              "MatchedStatements",
              List.of("<SourcePolicyId>" + escaped(deny.by()) + "</SourcePolicyId>")));
    }
    boundary.ifPresent(
        json ->
            result.append(
                "<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>%s</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>"
                    .formatted(!(decision instanceof Decision.DeniedByBoundary))));
    result.append(
        "<OrganizationsDecisionDetail><AllowedByOrganizations>%s</AllowedByOrganizations></OrganizationsDecisionDetail>"
            .formatted(!denied));
    return result.append(members("MissingContextValues", missingContext)).toString();
  }

  private static String text(Decision decision) {
    if (decision instanceof Decision.Allowed) {
      return "allowed";
    }
    return decision instanceof Decision.ExplicitDeny ? "explicitDeny" : "implicitDeny";
  }

  private Reply page(Call call, String list, List<String> members) {
    String marker = call.parameter("Marker");
    int from = marker.isEmpty() ? 0 : Integer.parseInt(marker);
    int to = Math.min(from + pageSize, members.size());
    boolean more = to < members.size();
    return ok(
        call,
        members(list, members.subList(from, to))
            + "<IsTruncated>%s</IsTruncated>".formatted(more)
            + (more ? "<Marker>" + to + "</Marker>" : ""));
  }

  private static Reply ok(Call call, String result) {
    return new Reply(
        200,
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(call.action(), result));
  }

  private Reply missing() {
    return error(404, "NoSuchEntity", "It cannot be found.");
  }

  private static String members(String list, List<String> members) {
    return members.stream()
        .map(member -> "<member>" + member + "</member>")
        .collect(Collectors.joining("", "<" + list + ">", "</" + list + ">"));
  }

  /** As IAM does (RFC 3986): a plus sign in a document stays one. */
  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
