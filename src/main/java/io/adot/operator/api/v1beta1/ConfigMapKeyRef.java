package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** One entry of a ConfigMap. */
public final class ConfigMapKeyRef extends Bean {
  @Property(value = "Name of the ConfigMap.", required = true, minLength = 1)
  private @Nullable String name;

  @Property(value = "Entry of the ConfigMap. Default: ca.crt.", defaultValue = "ca.crt")
  private @Nullable String key;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key;
  }
}
