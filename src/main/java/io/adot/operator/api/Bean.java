package io.adot.operator.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A part of a custom resource: a value that is its JSON. Fields are what Jackson reads and writes,
 * so that an absent collection stays absent although its getter returns an empty one. Fields of a
 * newer API version are ignored.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public abstract class Bean {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Only beans of the very same type are equal: two types may share all their JSON. */
  @Override
  @SuppressWarnings("EqualsGetClass")
  public final boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Bean bean
            && getClass() == bean.getClass()
            && tree().equals(bean.tree()));
  }

  @Override
  public final int hashCode() {
    return tree().hashCode();
  }

  @Override
  public final String toString() {
    return tree().toString();
  }

  private JsonNode tree() {
    return MAPPER.valueToTree(this);
  }
}
