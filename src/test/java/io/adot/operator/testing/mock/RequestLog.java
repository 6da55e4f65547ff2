package io.adot.operator.testing.mock;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of the API server, in order. */
public final class RequestLog {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  RequestLog() {}

  /**
   * One request and what came of it.
   *
   * @param request what was asked
   * @param status of the answer, as in HTTP
   * @param stored whether an object was created, changed or deleted by it
   */
  public record Entry(ApiRequest request, int status, boolean stored) {
    @Override
    public String toString() {
      return request + " -> " + status + (stored ? ", stored" : "");
    }
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** Everything that a client asked. */
  public List<Entry> by(String agent) {
    return entries.stream().filter(entry -> entry.request().agent().equals(agent)).toList();
  }

  /** What a client asked that changed what is stored; access reviews do not, events do. */
  public List<Entry> writesBy(String agent) {
    return by(agent).stream().filter(Entry::stored).toList();
  }

  /** Forgets what was asked so far. */
  public void clear() {
    entries.clear();
  }
}
