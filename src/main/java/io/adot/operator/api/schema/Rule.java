package io.adot.operator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A CEL rule that the API server holds every object of a type to. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Rule.All.class)
public @interface Rule {

  /** CEL, with the object as {@code self}; must not fail when a field is absent. */
  String expression();

  /** What the user reads when the rule refuses an object. */
  String message();

  /** The rules of a type. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    Rule[] value();
  }
}
