package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule.Target;

/**
 * One question to the cluster's authorizer.
 *
 * @param namespace the namespace, or empty for the whole cluster
 * @param verb one verb
 * @param target the resource or path
 */
public record AccessQuestion(String namespace, String verb, Target target) {}
