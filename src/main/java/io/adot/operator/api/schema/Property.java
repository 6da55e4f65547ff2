package io.adot.operator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the CRD schema says of a field beyond its type. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Property {

  /**
   * Stands for the format that follows from the Java type: {@code int32}, {@code int64} or none.
   */
  String FORMAT_OF_TYPE = "-";

  /**
   * The description: what the field does, its unit and its default, for {@code kubectl explain}.
   */
  String value();

  boolean required() default false;

  /** The schema default: the text itself for a string, JSON for everything else; empty for none. */
  String defaultValue() default "";

  long min() default Long.MIN_VALUE;

  long max() default Long.MAX_VALUE;

  int minLength() default 0;

  int minItems() default 0;

  String format() default FORMAT_OF_TYPE;

  /**
   * How server-side apply merges a list: {@code atomic}, {@code set} or {@code map}; empty leaves
   * it to the API server.
   */
  String listType() default "";

  /** Whether the API server keeps what the schema does not name. */
  boolean preserveUnknown() default false;

  /** The class whose fields the API server checks where the Java type is free JSON. */
  Class<?> shape() default void.class;
}
