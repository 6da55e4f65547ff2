package io.adot.operator.aws;

import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Asks IAM through the AWS SDK, with the operator's own credentials. One call takes 10 s at most,
 * retries included. Safe for use by several threads.
 */
public final class SdkIam implements Iam {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final AwsClients clients;

  private SdkIam(AwsClients clients) {
    this.clients = clients;
  }

  /**
   * With the credentials of the SDK's default chain.
   *
   * @param endpoint where IAM and STS are, or empty for where AWS has them
   */
  public static SdkIam create(Optional<URI> endpoint) {
    return create(endpoint, DefaultCredentialsProvider.builder().build());
  }

  /**
   * With credentials of one's own.
   *
   * @param endpoint where IAM and STS are, or empty for where AWS has them
   * @param credentials with which to ask
   */
  public static SdkIam create(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    return create(endpoint, credentials, TIMEOUT);
  }

  static SdkIam create(
      Optional<URI> endpoint, AwsCredentialsProvider credentials, Duration timeout) {
    return new SdkIam(new AwsClients(endpoint, credentials, timeout));
  }

  @Override
  public IamAnswer ask(IamQuestion question) {
    RoleArn role = question.role();
    if (!AwsClients.knows(role.partition())) {
      return nothing("there is no AWS partition " + role.partition());
    }
    return AwsCall.make("iam", () -> clients.iam(role.partition()))
        .fold(iam -> withAssumed(iam, question), failure -> nothing(failure.why()));
  }

  /** IAM tells of its own account only, so other roles of it are asked for, and no others. */
  private IamAnswer withAssumed(IamClient iam, IamQuestion question) {
    IamAnswer answer = ask(iam, question);
    if (!(answer.role() instanceof RoleLookup.Found)) {
      return answer;
    }
    Map<RoleArn, IamAnswer> assumed = new LinkedHashMap<>();
    question
        .assumed()
        .forEach(
            (role, actions) -> {
              if (role.account().equals(question.role().account())) {
                assumed.put(role, ask(iam, new IamQuestion(role, "", actions)));
              }
            });
    return new IamAnswer(answer.role(), answer.provider(), answer.decisions(), assumed);
  }

  @Override
  public PodIdentityLookup association(PodIdentityQuestion question) {
    return clients.eks().find(question);
  }

  private IamAnswer ask(IamClient iam, IamQuestion question) {
    RoleArn arn = question.role();
    return AwsCall.make(
            "iam:GetRole", () -> iam.getRole(request -> request.roleName(arn.name())).role())
        .fold(role -> ofFound(iam, question, role), failure -> withoutRole(iam, question, failure));
  }

  private IamAnswer ofFound(IamClient iam, IamQuestion question, Role role) {
    RoleArn asked = question.role();
    String trust = role.assumeRolePolicyDocument();
    if (role.arn() == null || trust == null) {
      return withoutRole(iam, question, AwsFailure.malformed("iam:GetRole"));
    }
    Optional<RoleArn> found = RoleArn.parse(role.arn());
    if (found.isPresent() && !found.get().account().equals(asked.account())) {
      return elsewhere(new RoleLookup.OtherAccount(found.get().account()));
    }
    if (!role.arn().equalsIgnoreCase(asked.arn())) {
      return elsewhere(new RoleLookup.OtherPath(role.arn()));
    }
    String boundary =
        role.permissionsBoundary() == null
                || role.permissionsBoundary().permissionsBoundaryArn() == null
            ? ""
            : role.permissionsBoundary().permissionsBoundaryArn();
    RoleLookup lookup =
        AwsCall.make("iam:GetRole", () -> RolePoliciesReader.decoded(trust))
            .fold(RoleLookup.Found::new, failure -> new RoleLookup.Unknown(failure.why()));
    return new IamAnswer(lookup, provider(iam, question), decisions(iam, question, boundary));
  }

  private IamAnswer withoutRole(IamClient iam, IamQuestion question, AwsFailure failure) {
    String account = question.role().account();
    return switch (failure.kind()) {
      case UNAVAILABLE -> nothing(failure.why());
      case NOT_FOUND -> elsewhere(notFound(question.role()));
      case DENIED, UNSUPPORTED -> {
        Optional<String> caller = AwsFailure.callerAccount(failure.why());
        if (caller.isPresent() && !caller.get().equals(account)) {
          yield elsewhere(new RoleLookup.OtherAccount(caller.get()));
        }
        yield new IamAnswer(
            new RoleLookup.Unknown(failure.why()),
            provider(iam, question),
            simulated(iam, question));
      }
    };
  }

  /** GetRole takes no account: that there is no such role may be said of another account. */
  private RoleLookup notFound(RoleArn role) {
    return AwsCall.make(
            "sts:GetCallerIdentity",
            () -> clients.sts(role.partition()).getCallerIdentity().account())
        .fold(
            account ->
                account.equals(role.account())
                    ? new RoleLookup.Missing()
                    : new RoleLookup.OtherAccount(account),
            failure ->
                new RoleLookup.Unknown(
                    "IAM knows no role %s, but of which account cannot be told: %s"
                        .formatted(role.name(), failure.why())));
  }

  private ProviderLookup provider(IamClient iam, IamQuestion question) {
    if (question.issuer().isEmpty()) {
      return new ProviderLookup.Unknown("the cluster's issuer is not known");
    }
    String arn = WebIdentity.providerArn(question.role(), question.issuer());
    return AwsCall.<ProviderLookup>make(
            "iam:GetOpenIDConnectProvider",
            () ->
                new ProviderLookup.Found(
                    iam.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn))
                        .clientIDList()))
        .fold(
            found -> found,
            failure ->
                switch (failure.kind()) {
                  case NOT_FOUND -> new ProviderLookup.Missing();
                  case DENIED -> listed(iam, arn, failure);
                  case UNSUPPORTED, UNAVAILABLE -> new ProviderLookup.Unknown(failure.why());
                });
  }

  private static ProviderLookup listed(IamClient iam, String arn, AwsFailure denied) {
    return AwsCall.make(
            "iam:ListOpenIDConnectProviders",
            () -> iam.listOpenIDConnectProviders().openIDConnectProviderList())
        .<ProviderLookup>fold(
            providers ->
                providers.stream().anyMatch(provider -> arn.equals(provider.arn()))
                    ? new ProviderLookup.Found(List.of())
                    : new ProviderLookup.Missing(),
            failure -> new ProviderLookup.Unknown(denied.why()));
  }

  private static Map<ActionOnResource, Decision> decisions(
      IamClient iam, IamQuestion question, String boundary) {
    Map<ActionOnResource, Decision> decisions = new LinkedHashMap<>();
    Simulation simulation = Simulation.of(iam, question.role(), question.actions());
    List<ActionOnResource> open =
        question.actions().stream().filter(action -> isOpen(action, simulation)).toList();
    decisions.putAll(simulation.decisions());
    boolean unavailable =
        simulation.failure().map(AwsFailure::kind).orElse(AwsFailure.Kind.DENIED)
            == AwsFailure.Kind.UNAVAILABLE;
    if (open.isEmpty() || unavailable) {
      simulation.failure().ifPresent(failure -> undecided(decisions, open, failure.why()));
      return decisions;
    }
    PolicyEvaluation evaluation =
        new PolicyEvaluation(
            question.role(), RolePoliciesReader.read(iam, question.role().name(), boundary));
    open.forEach(
        action -> decisions.put(action, agreed(simulation, action, evaluation.decide(action))));
    return decisions;
  }

  /**
   * Simulation takes a {@code *} in a resource literally, so its denial proves nothing about a
   * resource that is only partly known; the policies themselves do.
   */
  private static boolean isOpen(ActionOnResource action, Simulation simulation) {
    Decision decision = simulation.decisions().get(action);
    return decision == null
        || simulation.tentative().containsKey(action)
        || decision instanceof Decision.ImplicitDeny
            && action.resource().contains("*")
            && !PolicyEvaluation.knowsNoResource(action.action());
  }

  /**
   * Where simulation missed keys, the policies say whether these matter; but only simulation knows
   * of the organization, so both have to come to the same.
   */
  private static Decision agreed(Simulation simulation, ActionOnResource action, Decision read) {
    Decision tentative = simulation.tentative().get(action);
    Decision simulated = simulation.decisions().get(action);
    return tentative == null || simulated == null || tentative.getClass().equals(read.getClass())
        ? read
        : simulated;
  }

  private static Map<ActionOnResource, Decision> simulated(IamClient iam, IamQuestion question) {
    Simulation simulation = Simulation.of(iam, question.role(), question.actions());
    Map<ActionOnResource, Decision> decisions = new LinkedHashMap<>(simulation.decisions());
    undecided(
        decisions,
        question.actions().stream().filter(action -> isOpen(action, simulation)).toList(),
        simulation.failure().map(AwsFailure::why).orElse("the resource is not known beforehand"));
    return decisions;
  }

  private static IamAnswer elsewhere(RoleLookup role) {
    return new IamAnswer(
        role, new ProviderLookup.Unknown("not asked, as the role was not found"), Map.of());
  }

  private static IamAnswer nothing(String why) {
    return new IamAnswer(new RoleLookup.Unknown(why), new ProviderLookup.Unknown(why), Map.of());
  }

  private static void undecided(
      Map<ActionOnResource, Decision> decisions, List<ActionOnResource> actions, String why) {
    actions.forEach(action -> decisions.put(action, new Decision.Undecided(why)));
  }

  @Override
  public void close() {
    clients.close();
  }
}
