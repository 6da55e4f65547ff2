package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.testing.mock.MockApi.Answer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.crud.KubernetesCrudPersistence;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.Attribute;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to the stored objects. Called by one thread at a time. */
final class MockObjects {
  private final KubernetesCrudPersistence persistence;
  private final Map<AttributeSet, String> stored;
  private final Bookkeeping bookkeeping;
  private final Set<String> goneUids = new HashSet<>();

  MockObjects(KubernetesCrudPersistence persistence, Map<AttributeSet, String> stored) {
    this.persistence = persistence;
    this.stored = stored;
    this.bookkeeping = new Bookkeeping(persistence::requestResourceVersion);
  }

  /** All objects of a resource. */
  List<ObjectNode> all(String resource) {
    return matching(new AttributeSet(new Attribute(KubernetesAttributesExtractor.PLURAL, resource)))
        .stream()
        .map(entry -> Json.object(entry.getValue()))
        .toList();
  }

  Answer create(ApiRequest request) {
    ObjectNode object = bookkeeping.named(Json.yamlObject(request.body()), request);
    String name = object.path("metadata").path("name").asText();
    if (find(request.path() + "/" + name) != null) {
      throw new Refusal(409, request.resource() + " \"" + name + "\" already exists");
    }
    return store(request, null, bookkeeping.created(object), 201);
  }

  Answer replace(ApiRequest request) {
    Map.Entry<AttributeSet, String> entry = existing(request);
    ObjectNode current = Json.object(entry.getValue());
    ObjectNode next = bookkeeping.updated(current, Json.yamlObject(request.body()), request);
    return store(request, entry, next, 200);
  }

  Answer patch(ApiRequest request) {
    if (request.isApply()) {
      return apply(request);
    }
    Map.Entry<AttributeSet, String> entry = existing(request);
    ObjectNode current = Json.object(entry.getValue());
    JsonNode patch = Json.read(request.body());
    ObjectNode changed =
        switch (request.contentType().replaceAll(";.*", "")) {
          case "application/merge-patch+json" -> (ObjectNode) merged(current, patch);
          case "application/json-patch+json" -> patched(current, patch);
          default -> throw new Refusal(415, "no such kind of patch: " + request.contentType());
        };
    return store(request, entry, bookkeeping.updated(current, changed, request), 200);
  }

  private Answer apply(ApiRequest request) {
    ObjectNode applied = bookkeeping.named(Json.yamlObject(request.body()), request);
    Defaulting.complete(applied);
    Map.Entry<AttributeSet, String> entry = find(request.path());
    ObjectNode current = entry == null ? Json.empty() : Json.object(entry.getValue());
    if (request.isStatus()) {
      ObjectNode merged = (ObjectNode) merged(Json.object(existing(request).getValue()), applied);
      return store(request, entry, bookkeeping.updated(current, merged, request), 200);
    }
    applied.remove("status");
    ObjectNode result = new ServerSideApply(current, applied, request.fieldManager()).result();
    return entry == null
        ? store(request, null, bookkeeping.created(result), 201)
        : store(request, entry, bookkeeping.updated(current, result, request), 200);
  }

  Answer delete(ApiRequest request, String fullPath) {
    if (request.name().isEmpty()) {
      List<Map.Entry<AttributeSet, String>> all = matching(persistence.getKey(fullPath));
      all.forEach(entry -> delete(request, entry));
      return Answer.json(200, Json.empty().put("kind", "Status"), !all.isEmpty());
    }
    return delete(request, existing(request));
  }

  private Answer delete(ApiRequest request, Map.Entry<AttributeSet, String> entry) {
    ObjectNode object = Json.object(entry.getValue());
    ObjectNode options = request.body().isEmpty() ? Json.empty() : Json.object(request.body());
    JsonNode metadata = object.path("metadata");
    for (String field : List.of("uid", "resourceVersion")) {
      JsonNode wanted = options.path("preconditions").path(field);
      if (!wanted.isMissingNode() && !wanted.isNull() && !wanted.equals(metadata.get(field))) {
        throw new Refusal(409, "the " + field + " in the precondition is not that of the object");
      }
    }
    if (!metadata.path("finalizers").isEmpty()) {
      return store(request, entry, bookkeeping.terminating(object), 200);
    }
    remove(request.path(), entry, !options.path("propagationPolicy").asText().equals("Orphan"));
    return Answer.json(200, object, true);
  }

  private Answer store(
      ApiRequest request,
      Map.@Nullable Entry<AttributeSet, String> entry,
      ObjectNode object,
      int status) {
    if (entry != null && Json.object(entry.getValue()).equals(object)) {
      return Answer.json(status, object, false);
    }
    String json = object.toString();
    JsonNode metadata = object.path("metadata");
    persistence.processEvent(
        request.path(),
        persistence.getKey(request.path()),
        entry == null ? null : entry.getKey(),
        Serialization.unmarshal(json, GenericKubernetesResource.class),
        json);
    boolean finished = metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
    if (finished || isOrphan(object)) {
      String name = metadata.path("name").asText();
      String path = request.name().isEmpty() ? request.path() + "/" + name : request.path();
      Map.Entry<AttributeSet, String> now = find(path);
      if (now != null) {
        remove(path, now, true);
      }
    }
    return Answer.json(status, json, true);
  }

  private void remove(String path, Map.Entry<AttributeSet, String> entry, boolean dependents) {
    String uid = Json.object(entry.getValue()).path("metadata").path("uid").asText();
    goneUids.add(uid);
    AttributeSet key = entry.getKey();
    persistence.processEvent(path, key, key, null, null);
    if (dependents) {
      for (Map.Entry<AttributeSet, String> other : List.copyOf(stored.entrySet())) {
        if (other.getValue().contains(uid) && isOrphan(Json.object(other.getValue()))) {
          remove("/", other, true);
        }
      }
    }
  }

  /** Whether it had owners and all are gone: what garbage collection removes. */
  private boolean isOrphan(ObjectNode object) {
    List<String> owners = object.path("metadata").path("ownerReferences").findValuesAsText("uid");
    return !owners.isEmpty() && goneUids.containsAll(owners);
  }

  private Map.Entry<AttributeSet, String> existing(ApiRequest request) {
    Map.Entry<AttributeSet, String> entry = find(request.path());
    if (entry == null) {
      throw new Refusal(404, request.resource() + " \"" + request.name() + "\" not found");
    }
    return entry;
  }

  private Map.@Nullable Entry<AttributeSet, String> find(String path) {
    Map.Entry<AttributeSet, String> entry = persistence.findResource(persistence.getKey(path));
    return entry == null ? null : Map.entry(entry.getKey(), entry.getValue());
  }

  private List<Map.Entry<AttributeSet, String>> matching(AttributeSet query) {
    List<Map.Entry<AttributeSet, String>> found = new ArrayList<>();
    stored.forEach(
        (key, value) -> {
          if (key.matches(query)) {
            found.add(Map.entry(key, value));
          }
        });
    return found;
  }

  private static ObjectNode patched(ObjectNode current, JsonNode patch) {
    try {
      return (ObjectNode) JsonPatch.apply(patch, current.deepCopy());
    } catch (JsonPatchException impossible) {
      throw new Refusal(422, "the patch cannot be applied: " + impossible.getMessage());
    }
  }

  /** RFC 7386: null takes away. */
  static JsonNode merged(JsonNode current, JsonNode patch) {
    if (!(patch instanceof ObjectNode members)) {
      return patch;
    }
    ObjectNode result = current instanceof ObjectNode object ? object.deepCopy() : Json.empty();
    members
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isNull()) {
                result.remove(member.getKey());
              } else {
                JsonNode before = result.path(member.getKey());
                result.set(member.getKey(), merged(before, member.getValue()));
              }
            });
    return result;
  }
}
