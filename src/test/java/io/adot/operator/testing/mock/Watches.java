package io.adot.operator.testing.mock;

import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The open watches. Those of fabric8's dispatcher wait for their senders on the thread that the
 * senders wait for, so that a watch that is closed while it sends stops the server for 30 seconds.
 */
final class Watches {
  private final Set<Watch> open = new CopyOnWriteArraySet<>();
  private final BiConsumer<Watch, Runnable> opening;

  /**
   * No watches yet.
   *
   * @param opening is given each watch, and what opens it: while no object changes, to be followed
   *     by telling the watch what is there
   */
  Watches(BiConsumer<Watch, Runnable> opening) {
    this.opening = opening;
  }

  WebSocketListener watch(AttributeSet query) {
    return new Watch(query);
  }

  /**
   * Tells those whom it concerns.
   *
   * @param before what the object was known by; null if it was not there
   * @param after what it is known by now; null if it is gone
   * @param json the object as it is, or last was
   */
  void changed(@Nullable AttributeSet before, @Nullable AttributeSet after, String json) {
    for (Watch watch : open) {
      boolean was = before != null && watch.selects(before);
      boolean is = after != null && watch.selects(after);
      if (was || is) {
        watch.tell(was && is ? "MODIFIED" : is ? "ADDED" : "DELETED", json);
      }
    }
  }

  /** One of them: a web socket, and the thread that sends. */
  final class Watch extends WebSocketListener {
    private final AttributeSet query;
    private final ExecutorService sender =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "mock-watch");
              thread.setDaemon(true);
              return thread;
            });
    private @Nullable WebSocket socket;

    private Watch(AttributeSet query) {
      this.query = query;
    }

    boolean selects(AttributeSet attributes) {
      return attributes.matches(query);
    }

    synchronized void tell(String type, String json) {
      WebSocket to = socket;
      if (to != null && !sender.isShutdown()) {
        sender.execute(() -> to.send("{\"type\":\"" + type + "\",\"object\":" + json + "}"));
      }
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      socket = webSocket;
      opening.accept(this, () -> open.add(this));
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      webSocket.close(code, reason);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
      end();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable cause, @Nullable Response response) {
      end();
    }

    private synchronized void end() {
      open.remove(this);
      sender.shutdownNow();
    }
  }
}
