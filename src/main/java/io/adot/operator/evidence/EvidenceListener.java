package io.adot.operator.evidence;

/** Is told when there is something new to judge by. Called on a background thread. */
@FunctionalInterface
public interface EvidenceListener {

  /** The evidence of this collector is no longer what it was when it was last taken. */
  void changed(CollectorKey collector);
}
