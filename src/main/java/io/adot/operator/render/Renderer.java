package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Makes the objects of one kind. */
interface Renderer {
  /**
   * The objects of this kind that a collector gets; none when its mode or its fields ask for none.
   *
   * @param blueprint everything there is to know about the collector
   */
  List<HasMetadata> render(Blueprint blueprint);
}
