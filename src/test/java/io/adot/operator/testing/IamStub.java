package io.adot.operator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * IAM and STS in this process, on a loopback port, as far as the preflight asks them: roles, their
 * policies, OIDC providers and the simulation of policies. Every call can be made to fail.
 *
 * <pre>{@code
 * IamStub iam = IamStub.start().role(arn, trust).inline(arn, "write", policy);
 * Iam client = SdkIam.create(Optional.of(iam.endpoint()), credentials);
 * }</pre>
 */
public final class IamStub implements AutoCloseable {

  /** A call of the AWS Query protocol. */
  record Call(String action, Map<String, String> parameters) {
    String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }

    /** The members of a list, which the protocol numbers from one. */
    List<String> members(String name) {
      return java.util.stream.IntStream.iterate(1, i -> i + 1)
          .mapToObj(i -> parameters.get(name + ".member." + i))
          .takeWhile(java.util.Objects::nonNull)
          .toList();
    }
  }

  /** What a call is answered with. */
  record Reply(int status, String body) {}

  /** A way for a call to go wrong. */
  private interface Fault {
    Reply apply(Call call, Reply reply) throws InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final IamStubAnswers answers = new IamStubAnswers();
  private final Map<String, String> associations = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private IamStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Starts one on a free port. */
  public static IamStub start() {
    try {
      return new IamStub();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, for IAM as for STS. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The account of whoever asks; {@code 111122223333} unless set. */
  public IamStub account(String account) {
    answers.account = account;
    return this;
  }

  /** Makes a role, or gives it another trust policy. */
  public IamStub role(String arn, String trustPolicy) {
    answers.role(arn).trustPolicy = trustPolicy;
    return this;
  }

  /** Gives a role an inline policy. */
  public IamStub inline(String roleArn, String name, String policy) {
    answers.role(roleArn).inline.put(name, policy);
    return this;
  }

  /** Attaches a managed policy. */
  public IamStub attach(String roleArn, String policyArn, String policy) {
    answers.managed.put(policyArn, policy);
    answers.role(roleArn).attached.add(policyArn);
    return this;
  }

  /** Sets a role's permissions boundary. */
  public IamStub boundary(String roleArn, String policyArn, String policy) {
    answers.managed.put(policyArn, policy);
    answers.role(roleArn).boundary = policyArn;
    return this;
  }

  /** Registers an OIDC provider with the audiences it accepts. */
  public IamStub provider(String arn, String... audiences) {
    answers.providers.put(arn, List.of(audiences));
    return this;
  }

  /** Makes an association of EKS Pod Identity, as EKS describes it: JSON fields in braces. */
  public IamStub association(
      String cluster, String namespace, String serviceAccount, String description) {
    associations.put(String.join("/", cluster, namespace, serviceAccount), description);
    return this;
  }

  /** Lets simulation say that a policy of the organization takes an action away. */
  public IamStub organizationDenies(String action) {
    answers.deniedByOrganization.add(action);
    return this;
  }

  /** Lets simulation say that a decision hangs on a key of the request. */
  public IamStub simulationMisses(String contextKey) {
    answers.missingContext.add(contextKey);
    return this;
  }

  /** Answers lists in pages of this size. */
  public IamStub pagesOf(int size) {
    answers.pageSize = size;
    return this;
  }

  /** Denies calls: {@code GetRole}, …. */
  public IamStub denying(String... actions) {
    return failing(
        (call, reply) ->
            answers.error(
                403,
                "AccessDenied",
                "User: arn:aws:sts::%s:assumed-role/operator/s is not authorized to perform: iam:%s"
                    .formatted(answers.account, call.action())),
        actions);
  }

  /** Denies calls of EKS, whose errors are told in a header. */
  public IamStub denyingEks(String... actions) {
    return failing(
        (call, reply) ->
            new Reply(
                403, "{\"__type\": \"AccessDeniedException\", \"message\": \"not authorized\"}"),
        actions);
  }

  /** Throttles calls, also when they are tried again. */
  public IamStub throttling(String... actions) {
    return failing((call, reply) -> answers.error(400, "Throttling", "Rate exceeded"), actions);
  }

  /** Lets calls fail as where they are not offered. */
  public IamStub breaking(String... actions) {
    return failing((call, reply) -> new Reply(500, "<html>Internal Server Error</html>"), actions);
  }

  /** Refuses the caller's credentials. */
  public IamStub refusingCredentials(String... actions) {
    return failing(
        (call, reply) -> answers.error(403, "InvalidClientTokenId", "The token is invalid"),
        actions);
  }

  /** Answers calls with something else than XML. */
  public IamStub garbling(String... actions) {
    return failing((call, reply) -> new Reply(200, "{\"not\": \"xml\""), actions);
  }

  /** Answers calls with an XML document that lacks everything. */
  public IamStub emptying(String... actions) {
    return failing((call, reply) -> new Reply(200, "<Empty/>"), actions);
  }

  /** Answers calls late. */
  public IamStub slow(Duration delay, String... actions) {
    return failing(
        (call, reply) -> {
          closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
          return reply;
        },
        actions);
  }

  /** Never answers calls. */
  public IamStub hanging(String... actions) {
    return slow(Duration.ofDays(1), actions);
  }

  /** Ends all faults. */
  public IamStub healed() {
    faults.clear();
    return this;
  }

  /** The calls that came, in order: {@code GetRole}, …. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  private IamStub failing(Fault fault, String... actions) {
    for (String action : actions) {
      faults.put(action, fault);
    }
    return this;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call =
          exchange.getRequestURI().getPath().startsWith("/clusters/")
              ? eks(exchange)
              : read(exchange);
      calls.add(call.action());
      Reply reply = isOfEks(call) ? ofEks(call) : answers.answer(call);
      Fault fault = faults.getOrDefault(call.action(), (ignored, unharmed) -> unharmed);
      Reply sent = fault.apply(call, reply);
      byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(sent.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOfEks(Call call) {
    return call.action().endsWith("PodIdentityAssociation")
        || call.action().endsWith("PodIdentityAssociations");
  }

  /** {@code /clusters/NAME/pod-identity-associations[/ID]}; ids tell whose an association is. */
  private static Call eks(HttpExchange exchange) {
    String[] path = exchange.getRequestURI().getRawPath().split("/");
    Map<String, String> parameters = new HashMap<>();
    if (path.length > 4) {
      parameters.put("id", decoded(path[4]));
      return new Call("DescribePodIdentityAssociation", parameters);
    }
    parameters.put("cluster", decoded(path[2]));
    for (String pair : exchange.getRequestURI().getQuery().split("&")) {
      parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new Call("ListPodIdentityAssociations", parameters);
  }

  private Reply ofEks(Call call) {
    if (call.action().equals("DescribePodIdentityAssociation")) {
      String description = associations.get(call.parameter("id").replace('_', '/'));
      return description == null
          ? new Reply(
              404,
              "{\"__type\": \"ResourceNotFoundException\", \"message\": \"No association found\"}")
          : new Reply(200, "{\"association\": " + description + "}");
    }
    String key =
        String.join(
            "/",
            call.parameter("cluster"),
            call.parameter("namespace"),
            call.parameter("serviceAccount"));
    boolean knownCluster =
        associations.keySet().stream()
            .anyMatch(it -> it.startsWith(call.parameter("cluster") + "/"));
    if (!knownCluster) {
      return new Reply(
          404,
          "{\"__type\": \"ResourceNotFoundException\", \"message\": \"No cluster found for name: "
              + call.parameter("cluster")
              + ".\"}");
    }
    return new Reply(
        200,
        associations.containsKey(key)
            ? "{\"associations\": [{\"associationId\": \"" + key.replace('/', '_') + "\"}]}"
            : "{\"associations\": []}");
  }

  private static Call read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> parameters = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Call(parameters.getOrDefault("Action", ""), parameters);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
