package io.adot.operator.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes policies up, always the same for a seed: each is derived from what is asked, so that it
 * nearly fits.
 *
 * <p>Three things are left out, in which the oracle is known to differ from what AWS documents: a
 * wildcard in the type of a resource ({@code *}{@code /x}, which AWS uses itself in its samples),
 * an ARN of fewer than six parts in {@code NotResource}, and upper and lower case in ARNs.
 */
final class PolicyCases {
  private static final String ACCOUNT = "111122223333";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/eks/adot";
  private static final String REGION = "us-west-2";
  private static final String HERE = REGION + ":" + ACCOUNT;

  /** Of each kind that the catalogue of components has. */
  private static final List<ActionOnResource> ASKED =
      List.of(
          new ActionOnResource("aps:RemoteWrite", "arn:aws:aps:" + HERE + ":workspace/ws-1"),
          new ActionOnResource(
              "logs:PutLogEvents", "arn:aws:logs:" + HERE + ":log-group:/aws/ci:log-stream:node-1"),
          new ActionOnResource(
              "logs:CreateLogGroup", "arn:aws:logs:" + HERE + ":log-group:/aws/ci"),
          new ActionOnResource("s3:PutObject", "arn:aws:s3:::telemetry/" + ACCOUNT + "/trace-1"),
          new ActionOnResource("s3:ListBucket", "arn:aws:s3:::telemetry"),
          new ActionOnResource("kinesis:PutRecords", "arn:aws:kinesis:" + HERE + ":stream/spans"),
          new ActionOnResource("sqs:ReceiveMessage", "arn:aws:sqs:" + HERE + ":uploads"),
          new ActionOnResource("osis:Ingest", "arn:aws:osis:" + HERE + ":pipeline/traces"),
          new ActionOnResource("xray:PutTraceSegments", "*"),
          new ActionOnResource("ec2:DescribeTags", "*"),
          new ActionOnResource("lightsail:GetInstances", "*"));

  private final Random random;
  private ActionOnResource asked = ASKED.get(0);
  private boolean friendly;
  private boolean known;

  private PolicyCases(long seed) {
    random = new Random(seed);
  }

  static Stream<PolicyCase> of(long seed) {
    PolicyCases cases = new PolicyCases(seed);
    return Stream.generate(cases::next);
  }

  private PolicyCase next() {
    asked = one(ASKED);
    friendly = chance(60);
    known = chance(96);
    List<Map<String, Object>> policies = list(1, 3, this::policy);
    return new PolicyCase(
        asked.action(),
        asked.resource(),
        ROLE,
        ACCOUNT,
        policies,
        chance(30) ? policy() : null,
        contexts());
  }

  private List<Map<String, String>> contexts() {
    Map<String, String> certain = new HashMap<>();
    certain.put("aws:PrincipalArn", ROLE);
    certain.put("aws:PrincipalAccount", ACCOUNT);
    certain.put("aws:SecureTransport", "true");
    certain.put("aws:ViaAWSService", "false");
    certain.put("aws:PrincipalIsAWSService", "false");
    asked.region().ifPresent(region -> certain.put("aws:RequestedRegion", region));
    if (known) {
      return List.of(certain);
    }
    Map<String, String> more = new HashMap<>(certain);
    more.put("aws:SourceVpc", "vpc-1");
    more.put("aws:SourceIp", "10.0.0.1");
    return List.of(certain, more);
  }

  private Map<String, Object> policy() {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    List<Map<String, Object>> statements = list(1, 3, this::statement);
    policy.put("Statement", statements.size() == 1 && chance(50) ? statements.get(0) : statements);
    return policy;
  }

  private Map<String, Object> statement() {
    boolean allows = chance(friendly ? 85 : 65);
    // What is to be allowed is mostly meant by what allows, and seldom by what denies.
    int fit = friendly ? (allows ? 90 : 25) : 55;
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", allows ? "Allow" : "Deny");
    put(statement, "Action", fit, this::actionThatFits, this::actionThatDoesNot);
    if (asked.resource().equals("*")) {
      put(statement, "Resource", fit, () -> "*", () -> one(ASKED.subList(0, 8)).resource());
    } else {
      put(statement, "Resource", fit, this::resourceThatFits, this::resourceThatDoesNot);
    }
    if (chance(40)) {
      statement.put("Condition", conditions(fit));
    }
    return statement;
  }

  /** An element or its negation, with one value or several. */
  private void put(
      Map<String, Object> statement,
      String name,
      int fit,
      Supplier<String> fitting,
      Supplier<String> other) {
    boolean fits = chance(fit);
    boolean negated = chance(15);
    List<String> values = list(1, 3, () -> negated == fits ? other.get() : mixed(fitting, other));
    if (negated) {
      values = values.stream().filter(value -> value.split(":").length != 5).toList();
    }
    if (values.isEmpty()) {
      values = List.of("*");
    }
    statement.put((negated ? "Not" : "") + name, values.size() == 1 ? values.get(0) : values);
  }

  private String mixed(Supplier<String> fitting, Supplier<String> other) {
    return chance(70) ? fitting.get() : other.get();
  }

  private String actionThatFits() {
    String service = asked.action().substring(0, asked.action().indexOf(':') + 1);
    String name = asked.action().substring(service.length());
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> service + "*";
      case 2 -> service + wildcarded(name);
      case 3 -> asked.action().toUpperCase(Locale.ROOT);
      case 4 -> service + name.toLowerCase(Locale.ROOT);
      default -> asked.action();
    };
  }

  private String actionThatDoesNot() {
    return switch (random.nextInt(4)) {
      case 0 -> "iam:*";
      case 1 -> asked.action() + "?";
      case 2 -> asked.action().replace(":", ":Get");
      default -> one(ASKED).action();
    };
  }

  private String resourceThatFits() {
    String arn = asked.resource();
    return switch (random.nextInt(7)) {
      case 0 -> "*";
      case 1 -> parts(arn, true);
      case 2 -> parts(idWildcarded(arn), true);
      case 3 -> shortened(arn);
      case 4 -> arn.replace("/" + ACCOUNT + "/", "/${aws:PrincipalAccount}/");
      case 5 -> idWildcarded(arn);
      default -> arn;
    };
  }

  private String resourceThatDoesNot() {
    String arn = asked.resource();
    return switch (random.nextInt(6)) {
      case 0 -> arn + "-2";
      case 1 -> parts(arn, true) + "?";
      case 2 -> arn.replace("us-west-2", "eu-west-1").replace("telemetry", "backups");
      case 3 -> parts(arn.replace(ACCOUNT, "999900001111"), false);
      case 4 -> arn.replace("arn:aws:", "arn:aws-cn:");
      default -> one(ASKED).resource();
    };
  }

  /** Wildcards in the parts of an ARN that tell region and account. */
  private String parts(String arn, boolean account) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6) {
      return arn;
    }
    parts[3] = chance(50) ? wildcarded(parts[3]) : parts[3];
    parts[4] = account && chance(50) ? wildcarded(parts[4]) : parts[4];
    return String.join(":", parts);
  }

  /** A wildcard behind the type of the resource. */
  private String idWildcarded(String arn) {
    int from = Math.max(arn.indexOf('/'), arn.lastIndexOf(':')) + 1;
    return arn.substring(0, from) + wildcarded(arn.substring(from));
  }

  private static String shortened(String arn) {
    String[] parts = arn.split(":", 6);
    return "arn:aws:" + parts[2] + ":*";
  }

  private String wildcarded(String text) {
    if (text.isEmpty()) {
      return chance(50) ? "*" : text;
    }
    int from = random.nextInt(text.length());
    int to = from + 1 + random.nextInt(text.length() - from);
    return switch (random.nextInt(4)) {
      case 0 -> "*";
      case 1 -> text.substring(0, from) + "*";
      case 2 -> text.substring(0, from) + "?" + text.substring(from + 1);
      default -> text.substring(0, from) + "*" + text.substring(to);
    };
  }

  private Map<String, Object> conditions(int fit) {
    Map<String, Object> conditions = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(2); i++) {
      Map<String, Object> keys = new LinkedHashMap<>();
      String operator = known || chance(40) ? keyOf(keys, fit) : unknownKey(keys);
      conditions.put(operator, keys);
    }
    return conditions;
  }

  /** A condition on something that is known; gives the operator. */
  private String keyOf(Map<String, Object> keys, int fit) {
    boolean fits = chance(fit);
    boolean negated = chance(25);
    String not = negated ? "Not" : "";
    String set = chance(15) ? one(List.of("ForAnyValue:", "ForAllValues:")) : "";
    String optional = chance(15) ? "IfExists" : "";
    boolean right = fits != negated;
    if (chance(10)) {
      keys.put("aws:SecureTransport", String.valueOf(fits));
      return "Bool" + optional;
    }
    if (chance(10)) {
      keys.put(one(List.of("aws:PrincipalArn", "AWS:principalAccount")), String.valueOf(!fits));
      return "Null";
    }
    if (chance(35)) {
      keys.put(
          "aws:PrincipalArn", values(() -> right ? parts(idWildcarded(ROLE), true) : ROLE + "2"));
      return set + "Arn" + not + one(List.of("Like", "Equals")) + optional;
    }
    boolean region = asked.region().isPresent() && chance(60);
    String actual = region ? REGION : ACCOUNT;
    keys.put(
        region ? "aws:RequestedRegion" : "aws:principalaccount", values(() -> text(actual, right)));
    return set + "String" + not + one(List.of("Like", "Equals", "EqualsIgnoreCase")) + optional;
  }

  private String text(String actual, boolean right) {
    if (!right) {
      return one(List.of(actual + "x", "", "eu-*", "???", "99990000111?"));
    }
    return one(List.of(actual, actual, actual, wildcarded(actual), "${aws:PrincipalAccount}"));
  }

  private String unknownKey(Map<String, Object> keys) {
    if (chance(50)) {
      keys.put("aws:SourceIp", "10.0.0.0/8");
      return one(List.of("IpAddress", "NotIpAddress"));
    }
    keys.put("aws:SourceVpc", one(List.of("vpc-1", "vpc-2", "vpc-*")));
    return one(List.of("StringEquals", "StringNotEquals", "StringLike", "StringEqualsIfExists"));
  }

  private Object values(Supplier<String> value) {
    List<String> values = list(1, 3, value);
    return values.size() == 1 ? values.get(0) : values;
  }

  private <T> List<T> list(int from, int below, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = from + random.nextInt(below - from); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
