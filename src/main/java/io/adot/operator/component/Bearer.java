package io.adot.operator.component;

/** Whose rights a component's request is judged by. */
public enum Bearer {
  /** The ServiceAccount of the collector's own pods. */
  COLLECTOR,
  /** The ServiceAccount of the target allocator, which discovers in the collectors' place. */
  TARGET_ALLOCATOR,
  /** The ServiceAccount of each pod that a sidecar runs in. */
  APPLICATION,
  /**
   * An identity that only a kubeconfig or another credential of the configuration tells; nobody can
   * be asked what it may do.
   */
  FOREIGN
}
