package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.List;

/** The ServiceAccount of a collector that names none. */
final class ServiceAccountRenderer implements Renderer {
  @Override
  public List<HasMetadata> render(Blueprint b) {
    String named = b.spec().getServiceAccount();
    if (named != null && !named.isEmpty()) {
      return List.of();
    }
    String name = b.naming().serviceAccount();
    return List.of(
        new ServiceAccountBuilder()
            .withMetadata(b.metadata(name, b.labels().unfiltered(name), b.annotations().object()))
            .build());
  }
}
