package io.adot.operator.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Skips where there is no cluster to be had; starts it for the first who takes it. */
class RealClusterExtension implements ExecutionCondition, ParameterResolver {

  private static final Logger LOG = LoggerFactory.getLogger(RealClusterExtension.class);
  private static final Namespace NAMESPACE = Namespace.create(RealClusterExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Boolean.getBoolean("cluster.required")) {
      return ConditionEvaluationResult.enabled("cluster.required is set");
    }
    return store(context)
        .computeIfAbsent(Obstacle.class, key -> obstacle(), Obstacle.class)
        .reason()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("the test cluster is built"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .computeIfAbsent(TestCluster.class, key -> TestCluster.up(), TestCluster.class);
  }

  /** Says once what the build tool's summary of skipped tests does not. */
  private static Obstacle obstacle() {
    Optional<String> reason = TestCluster.obstacle();
    reason.ifPresent(text -> LOG.warn("Skipping tests on a real API server: {}", text));
    return new Obstacle(reason);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
  }

  private record Obstacle(Optional<String> reason) {}
}
