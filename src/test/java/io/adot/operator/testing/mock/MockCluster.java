package io.adot.operator.testing.mock;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A pretended cluster in this process, on the loopback interface. It stores what it is given,
 * merges server-side applies, answers access reviews from the RBAC objects it holds, collects
 * garbage and tells watchers; nobody runs pods unless {@link
 * io.adot.operator.testing.WorkloadPlayer} is asked to.
 */
public final class MockCluster implements AutoCloseable {
  /**
   * Held, for levels are forgotten with their logger. It tells of every request; so does our log.
   */
  private static final Logger CHATTER = Logger.getLogger(MockWebServer.class.getName());

  private final MockApi api = new MockApi();
  private final KubernetesMockServer server =
      new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), api, false);
  private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();

  private MockCluster() {}

  /** Starts an empty cluster on a free port. */
  public static MockCluster start() {
    CHATTER.setLevel(Level.WARNING);
    MockCluster cluster = new MockCluster();
    cluster.server.init(InetAddress.getLoopbackAddress(), 0);
    return cluster;
  }

  /**
   * A client of its own, which is closed with the cluster.
   *
   * @param agent the name under which its requests are found in the log
   */
  public KubernetesClient client(String agent) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url("/"))
            .withUserAgent(agent)
            .withNamespace("default")
            .withHttp2Disable(true)
            .withRequestRetryBackoffInterval(10)
            .withRequestRetryBackoffLimit(2)
            .build();
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    clients.add(client);
    return client;
  }

  /** The requests that were answered. */
  public RequestLog requests() {
    return api.log();
  }

  /** Sets what the cluster's discovery document names as issuer of tokens. */
  public void issuer(String url) {
    api.issuer(url);
  }

  /**
   * Refuses requests to come.
   *
   * @param which those to refuse
   * @param status with this HTTP status
   * @param times so many of them; a client repeats 429 and 5xx twice by itself
   */
  public void failNext(Predicate<ApiRequest> which, int status, int times) {
    api.faults().plan(which, status, times);
  }

  /** Refuses nothing any more. */
  public void heal() {
    api.faults().clear();
  }

  /**
   * Restricts a client: reviews about itself say so, and requests beyond it are refused with 403.
   *
   * @param agent the client's name
   * @param may what it may do
   */
  public void restrict(String agent, Predicate<Access> may) {
    api.reviews().restrict(agent, may);
  }

  @Override
  public void close() {
    clients.forEach(KubernetesClient::close);
    server.destroy();
  }
}
