package io.adot.operator.rbac;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The roles that every cluster has from its first day and that a binding may name, and the bindings
 * among them that give something to every ServiceAccount. Source: the objects that the API server
 * of Kubernetes 1.34 makes; those for its own controllers, scheduler and nodes are left out.
 */
public final class DefaultRoles {
  private static final String RESOURCE = "default-roles.jsonl";

  private DefaultRoles() {}

  /**
   * Reads them; rules of aggregated roles are not filled in.
   *
   * @throws IllegalStateException when the jar lacks them
   */
  public static List<HasMetadata> read() {
    ObjectMapper json = new ObjectMapper();
    List<HasMetadata> objects = new ArrayList<>();
    try (InputStream in = DefaultRoles.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        objects.add(json.readValue(line, type(line)));
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<? extends HasMetadata> type(String line) {
    if (line.contains("\"kind\":\"ClusterRoleBinding\",\"metadata\"")) {
      return ClusterRoleBinding.class;
    }
    return line.contains("\"kind\":\"Role\",\"metadata\"") ? Role.class : ClusterRole.class;
  }
}
