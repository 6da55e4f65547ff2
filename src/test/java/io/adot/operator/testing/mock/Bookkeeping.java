package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/** What the API server itself writes into objects. */
final class Bookkeeping {
  private static final List<String> SERVERS_OWN =
      List.of("uid", "creationTimestamp", "deletionTimestamp", "generation", "namespace", "name");

  private final LongSupplier versions;

  Bookkeeping(LongSupplier versions) {
    this.versions = versions;
  }

  /**
   * The object under the name and namespace of the request, or under a generated name.
   *
   * @throws Refusal when it has none
   */
  ObjectNode named(ObjectNode object, ApiRequest request) {
    ObjectNode metadata = object.withObject("metadata");
    if (!request.namespace().isEmpty()) {
      metadata.put("namespace", request.namespace());
    }
    if (!request.name().isEmpty()) {
      metadata.put("name", request.name());
    } else if (!metadata.has("name") && metadata.has("generateName")) {
      String suffix = Long.toString(versions.getAsLong(), Character.MAX_RADIX);
      metadata.put("name", metadata.path("generateName").asText() + suffix);
    }
    if (metadata.path("name").asText().isEmpty()) {
      throw new Refusal(422, "metadata.name: Required value: name or generateName is required");
    }
    return object;
  }

  /** The object as it is stored first. */
  ObjectNode created(ObjectNode object) {
    Defaulting.complete(object);
    object.remove("status");
    ObjectNode metadata = object.withObject("metadata");
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now());
    if (object.has("spec")) {
      metadata.put("generation", 1);
    }
    if (object.path("kind").asText().equals("CustomResourceDefinition")) {
      establish(object);
    }
    metadata.put("resourceVersion", Long.toString(versions.getAsLong()));
    return object;
  }

  /**
   * The object as it is stored next; equal to the current one when nothing changes.
   *
   * @param changed as the client wants it; of a write to the status, only the status counts, of any
   *     other everything else
   * @throws Refusal when the client changed an older version
   */
  ObjectNode updated(ObjectNode current, ObjectNode changed, ApiRequest request) {
    JsonNode was = current.path("metadata");
    JsonNode basis = changed.path("metadata").path("resourceVersion");
    if (basis.isTextual()
        && !basis.asText().isEmpty()
        && !basis.equals(was.get("resourceVersion"))) {
      throw new Refusal(
          409, "the object has been modified; apply your changes to the latest version");
    }
    ObjectNode next = (request.isStatus() ? current : changed).deepCopy();
    take(next, request.isStatus() ? changed : current, "status");
    Defaulting.complete(next);
    ObjectNode metadata = next.withObject("metadata");
    SERVERS_OWN.forEach(field -> take(metadata, was, field));
    take(metadata, was, "resourceVersion");
    if (!metadata.has("managedFields")) {
      take(metadata, was, "managedFields");
    }
    if (next.equals(current)) {
      return next;
    }
    if (was.has("generation") && !substance(next).equals(substance(current))) {
      metadata.put("generation", was.path("generation").asInt() + 1);
    }
    metadata.put("resourceVersion", Long.toString(versions.getAsLong()));
    return next;
  }

  /** The object whose deletion waits for finalizers. */
  ObjectNode terminating(ObjectNode object) {
    ObjectNode metadata = object.withObject("metadata");
    if (!metadata.has("deletionTimestamp")) {
      metadata.put("deletionTimestamp", now());
      metadata.put("resourceVersion", Long.toString(versions.getAsLong()));
    }
    return object;
  }

  private static void establish(ObjectNode crd) {
    ObjectNode status = crd.putObject("status");
    ArrayNode conditions = status.putArray("conditions");
    for (String type : List.of("NamesAccepted", "Established")) {
      conditions.addObject().put("type", type).put("status", "True");
    }
    status.set("acceptedNames", crd.path("spec").path("names"));
    ArrayNode versions = status.putArray("storedVersions");
    for (JsonNode version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        versions.add(version.path("name"));
      }
    }
  }

  private static void take(ObjectNode to, JsonNode from, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    } else {
      to.remove(field);
    }
  }

  private static ObjectNode substance(ObjectNode object) {
    return object.deepCopy().remove(List.of("metadata", "status"));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
