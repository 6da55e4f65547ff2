package io.adot.operator.component;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of {@code spec.env} as the collector sees them: of several with one
 * name the last counts, and what has no name is none.
 *
 * @param literals those whose value is written there
 * @param references names of those whose value comes from elsewhere, such as a Secret
 */
public record SpecEnv(Map<String, String> literals, Set<String> references) {

  /** Copies the collections. */
  public SpecEnv {
    literals = Map.copyOf(literals);
    references = Set.copyOf(references);
  }

  /** Reads the variables. Pure, never throws. */
  public static SpecEnv of(List<EnvVar> variables) {
    Map<String, String> literals = new HashMap<>();
    Set<String> references = new HashSet<>();
    for (EnvVar variable : variables) {
      String name = variable.getName();
      if (name == null) {
        continue;
      }
      literals.remove(name);
      references.remove(name);
      if (variable.getValueFrom() == null) {
        literals.put(name, variable.getValue() == null ? "" : variable.getValue());
      } else {
        references.add(name);
      }
    }
    return new SpecEnv(literals, references);
  }

  /** Whether there is such a variable, wherever its value comes from. */
  public boolean has(String name) {
    return literals.containsKey(name) || references.contains(name);
  }
}
