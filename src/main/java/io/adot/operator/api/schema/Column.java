package io.adot.operator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column of {@code kubectl get}; columns appear in the order in which they are declared. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Column.All.class)
public @interface Column {
  String name();

  String path();

  String description();

  String type() default "string";

  /** Zero is always shown, one only with {@code -o wide}. */
  int priority() default 0;

  /** The columns of a type. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Column[] value();
  }
}
