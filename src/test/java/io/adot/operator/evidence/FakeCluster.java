package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.ServiceAccountFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A cluster whose authorizer and ServiceAccounts a test sets, and which remembers what was asked.
 */
final class FakeCluster implements AccessReviewer, ServiceAccounts, Issuer {
  final List<String> asked = new ArrayList<>();
  final Map<AccessQuestion, AccessAnswer> answers = new HashMap<>();
  final Map<AccessQuestion, AccessAnswer> ownAnswers = new HashMap<>();
  final Set<OwnRule> ownRules = new HashSet<>();
  Observation<ServiceAccountFacts> account =
      new Observation.Found<>(new ServiceAccountFacts(Map.of(), null));

  /** By name, where they differ. */
  Function<String, Observation<ServiceAccountFacts>> accounts = name -> account;

  boolean watched;

  Observation<String> issuer = new Observation.Found<>("https://issuer.example");

  @Override
  public AccessAnswer review(String namespace, String serviceAccount, AccessQuestion question) {
    asked.add("review " + namespace + "/" + serviceAccount + " " + question.verb());
    return answers.getOrDefault(question, new AccessAnswer.Denied());
  }

  @Override
  public AccessAnswer reviewOwn(AccessQuestion question) {
    asked.add("reviewOwn " + question.verb());
    return ownAnswers.getOrDefault(question, new AccessAnswer.Denied());
  }

  @Override
  public Set<OwnRule> ownRules(String namespace) {
    asked.add("ownRules " + namespace);
    return Set.copyOf(ownRules);
  }

  @Override
  public Observation<String> ownUser() {
    return new Observation.Found<>("system:serviceaccount:adot-operator:adot-operator");
  }

  @Override
  public Observation<ServiceAccountFacts> find(String namespace, String name) {
    asked.add("find " + namespace + "/" + name);
    return accounts.apply(name);
  }

  @Override
  public boolean isWatched() {
    return watched;
  }

  @Override
  public Observation<String> url() {
    asked.add("issuer");
    return issuer;
  }

  long count(String start) {
    return asked.stream().filter(line -> line.startsWith(start)).count();
  }
}
