package io.adot.operator.aws;

import java.util.List;

/**
 * One statement of a policy.
 *
 * @param sid its name, or empty
 * @param allows whether it allows; otherwise it denies
 * @param principals whom it means; none in a role's permissions
 * @param actions what it is about
 * @param resources on what; everything in a trust policy
 * @param conditions all of which have to hold
 */
record Statement(
    String sid,
    boolean allows,
    Principals principals,
    Patterns actions,
    Patterns resources,
    List<Condition> conditions) {

  Statement {
    conditions = List.copyOf(conditions);
  }

  Truth conditionsHold(RequestContext request) {
    return conditions.stream()
        .map(condition -> condition.holds(request))
        .reduce(Truth.YES, Truth::and);
  }

  /** What to call it in a document where it has this position. */
  String nameAt(int index) {
    return sid.isEmpty() ? "Statement[" + index + "]" : sid;
  }

  /** The same statement, in which {@code ${…}} is text like any other. */
  Statement withoutVariables() {
    return new Statement(
        sid,
        allows,
        principals,
        actions,
        new Patterns(resources.negated(), literal(resources.values())),
        conditions.stream()
            .map(it -> new Condition(it.operator(), it.key(), literal(it.values())))
            .toList());
  }

  private static List<String> literal(List<String> values) {
    return values.stream().map(value -> value.replace("${", "${$}{")).toList();
  }
}
