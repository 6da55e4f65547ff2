package io.adot.operator.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The requests the API server has answered. The server logs a request when it is done with it,
 * which can be after its caller has the answer; so both ends of a reading are marked by a request
 * of our own, and only what is logged between them is returned.
 */
public final class AuditLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FENCE = "/version?fence=";

  private final Path file;
  private final KubernetesClient admin;

  AuditLog(Path file, KubernetesClient admin) {
    this.file = file;
    this.admin = admin;
  }

  /** Now: what is requested from here on comes after it. */
  public Mark mark() {
    return new Mark(fence(file.toFile().length()).end());
  }

  /**
   * Every request answered since the mark, in the order of the answers; a watch once it started.
   */
  public List<AuditEvent> since(Mark mark) {
    Set<String> seen = new HashSet<>();
    List<AuditEvent> events = new ArrayList<>();
    for (String line : fence(mark.offset()).text().split("\n")) {
      JsonNode event = parse(line);
      boolean first = seen.add(event.path("auditID").asText());
      if (first && !event.path("requestURI").asText().startsWith(FENCE)) {
        events.add(AuditEvent.of(event));
      }
    }
    return events;
  }

  /** The writes since the mark of one user, or of every user whose name starts so. */
  public List<AuditEvent> writesSince(Mark mark, String userPrefix) {
    return since(mark).stream()
        .filter(event -> event.isWrite() && event.user().startsWith(userPrefix))
        .toList();
  }

  private Reading fence(long from) {
    String fence = FENCE + UUID.randomUUID();
    admin.raw(fence);
    Reading[] reading = new Reading[1];
    await("the audit log to reach " + fence)
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              reading[0] = read(from);
              return reading[0].hasLineWith(fence);
            });
    return reading[0].upToLineWith(fence);
  }

  private Reading read(long from) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      return new Reading(
          from, new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("not an audit event: " + line, e);
    }
  }

  /** A place in the log. */
  public record Mark(long offset) {}

  /** A piece of the log, one character a byte so that offsets are lengths. */
  private record Reading(long start, String text) {
    long end() {
      return start + text.length();
    }

    boolean hasLineWith(String fence) {
      int at = text.indexOf(fence);
      return at >= 0 && text.indexOf('\n', at) >= 0;
    }

    Reading upToLineWith(String fence) {
      return new Reading(start, text.substring(0, text.indexOf('\n', text.indexOf(fence)) + 1));
    }
  }
}
