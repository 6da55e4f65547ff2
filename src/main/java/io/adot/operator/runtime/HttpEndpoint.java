package io.adot.operator.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server for a few read-only paths: health, metrics. */
final class HttpEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param contentType media type
   * @param body text
   */
  record Answer(int status, String contentType, String body) {
    static Answer plain(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body);
    }
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @param pages what to answer at which path
   * @throws UncheckedIOException when the port cannot be had
   */
  HttpEndpoint(int port, String name, Map<String, Supplier<Answer>> pages) {
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "port " + port + " for " + name + " cannot be had: " + taken.getMessage(), taken);
    }
    pages.forEach(
        (path, page) -> server.createContext(path, exchange -> answer(exchange, path, page)));
    threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, String path, Supplier<Answer> page)
      throws IOException {
    try (exchange) {
      // A context answers for everything below it, too.
      Answer answer =
          exchange.getRequestURI().getPath().equals(path)
              ? answer(path, page)
              : Answer.plain(404, "not found");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Answer answer(String path, Supplier<Answer> page) {
    try {
      return page.get();
    } catch (RuntimeException failure) {
      LOG.error("{} could not be answered", path, failure);
      return Answer.plain(500, "failed; the log says why");
    }
  }
}
