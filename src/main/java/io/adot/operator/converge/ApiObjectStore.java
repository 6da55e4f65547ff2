package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** The real API server. */
public final class ApiObjectStore implements ObjectStore {
  /** The field manager under which all our fields are recorded. */
  public static final String FIELD_MANAGER = "adot-operator";

  private final KubernetesClient client;

  /**
   * Uses a client.
   *
   * @param client which retries 5xx and 429 by itself, briefly
   */
  public ApiObjectStore(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<HasMetadata> read(HasMetadata like) {
    return Optional.ofNullable(client.resource(like).get());
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    return client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  @Override
  public HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields) {
    ArrayNode patch = client.getKubernetesSerialization().convertValue(List.of(), ArrayNode.class);
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/managedFields")
        .set(
            "value",
            client.getKubernetesSerialization().convertValue(managedFields, ArrayNode.class));
    // A version other than the stored one makes the API server answer with a conflict.
    patch
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .put("value", live.getMetadata().getResourceVersion());
    PatchContext json =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager(FIELD_MANAGER)
            .build();
    return client.resource(live).patch(json, patch.toString());
  }

  @Override
  public void rehearse(HasMetadata desired) {
    try {
      client.resource(desired).dryRun().create();
    } catch (KubernetesClientException refused) {
      // The API server looks for the name after it has found the object good.
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
    }
  }

  @Override
  public void delete(HasMetadata live) {
    // The lock makes the deletion fail when the object was changed or replaced since we saw it.
    unlessGone(
        () ->
            client
                .resource(live)
                .lockResourceVersion(live.getMetadata().getResourceVersion())
                .delete());
  }

  /** The client has no deletion that both locks and orphans. */
  @Override
  public void deleteAlone(HasMetadata live) {
    ObjectMeta metadata = live.getMetadata();
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withPropagationPolicy("Orphan")
            .withNewPreconditions(metadata.getResourceVersion(), metadata.getUid())
            .build();
    unlessGone(() -> client.raw(path(live), "DELETE", options));
  }

  private static String path(HasMetadata object) {
    String version = object.getApiVersion();
    String namespace = object.getMetadata().getNamespace();
    return (version.contains("/") ? "/apis/" : "/api/")
        + version
        + (namespace == null ? "" : "/namespaces/" + namespace)
        + "/"
        + object.getPlural()
        + "/"
        + object.getMetadata().getName();
  }

  private static void unlessGone(Runnable deletion) {
    try {
      deletion.run();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }
}
