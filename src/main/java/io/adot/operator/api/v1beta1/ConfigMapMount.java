package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** A ConfigMap to be mounted into the collector's container. */
public final class ConfigMapMount extends Bean {
  @Property(value = "Name of the ConfigMap, in the namespace of the collector.", required = true)
  private @Nullable String name;

  @Property(
      value =
          "Where to mount it: in /var/conf, at this path, in a directory called configmap- and the "
              + "name.",
      required = true)
  private @Nullable String mountpath;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getMountpath() {
    return mountpath;
  }

  public void setMountpath(@Nullable String mountpath) {
    this.mountpath = mountpath;
  }
}
