package io.adot.operator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The paths of the scale subresource, which {@code kubectl scale} and autoscalers use. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Scale {
  String specReplicas();

  String statusReplicas();

  String selector();
}
