package io.adot.operator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Components, and protocols of receivers, without settings that {@code kubectl apply} left out.
 * {@code batch:} is legal and common, as is {@code protocols: {grpc: }}, but client-side apply
 * takes a null for "delete this key" and never sends it; the annotation that it leaves on the
 * resource still has it.
 */
public final class DroppedNulls {
  /** The annotation of client-side apply. */
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final String PROTOCOLS = "protocols";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DroppedNulls() {}

  /**
   * Puts them back.
   *
   * @param config the value of {@code spec.config}; unchanged
   * @param annotations those of the resource
   * @return the configuration as its author wrote it; the very argument when nothing was lost
   */
  public static @Nullable JsonNode restored(
      @Nullable JsonNode config, @Nullable Map<String, String> annotations) {
    String lastApplied = annotations == null ? null : annotations.get(LAST_APPLIED);
    if (lastApplied == null || !(config instanceof ObjectNode)) {
      return config;
    }
    ObjectNode whole = config.deepCopy();
    JsonNode written = parse(lastApplied).path("spec").path("config");
    boolean changed = false;
    for (ComponentKind kind : ComponentKind.values()) {
      JsonNode section = whole.get(kind.section());
      for (Map.Entry<String, JsonNode> entry : written.path(kind.section()).properties()) {
        if (entry.getValue().isNull()
            && section instanceof ObjectNode there
            && !there.has(entry.getKey())
            && mentions(whole.path("service"), entry.getKey())) {
          there.putNull(entry.getKey());
          changed = true;
        }
      }
    }
    for (Map.Entry<String, JsonNode> receiver :
        written.path(ComponentKind.RECEIVER.section()).properties()) {
      changed |= restoreProtocols(receiver, whole.path(ComponentKind.RECEIVER.section()));
    }
    return changed ? whole : config;
  }

  /** A receiver listens for the protocols that are there, whatever their settings. */
  private static boolean restoreProtocols(Map.Entry<String, JsonNode> written, JsonNode receivers) {
    boolean changed = false;
    if (receivers.path(written.getKey()).path(PROTOCOLS) instanceof ObjectNode there) {
      for (Map.Entry<String, JsonNode> protocol : written.getValue().path(PROTOCOLS).properties()) {
        if (protocol.getValue().isNull() && !there.has(protocol.getKey())) {
          there.putNull(protocol.getKey());
          changed = true;
        }
      }
    }
    return changed;
  }

  /** What nothing refers to is left out: it has no effect but on the hash of the configuration. */
  private static boolean mentions(JsonNode node, String id) {
    return node.isTextual()
        ? node.textValue().equals(id)
        : StreamSupport.stream(node.spliterator(), false).anyMatch(child -> mentions(child, id));
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException malformed) {
      return MAPPER.missingNode();
    }
  }
}
