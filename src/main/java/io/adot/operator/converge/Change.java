package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What converging would do to one object.
 *
 * @param key which
 * @param before what it is in fields that are set or taken away; empty for one that is created
 * @param after what it becomes in these fields; empty for one that is deleted
 */
public record Change(ObjectKey key, ObjectNode before, ObjectNode after) {

  /** Whether the object is not there yet. */
  public boolean creates() {
    return before.isEmpty();
  }

  /** Whether the object is there no longer. */
  public boolean deletes() {
    return after.isEmpty();
  }

  /** Whether every value stays as it is, and only who owns the fields is written anew. */
  public boolean isOwnershipOnly() {
    return before.equals(after);
  }

  /** Whether the pods of a workload that is there and stays are replaced. */
  public boolean replacesPods() {
    JsonNode template = PodTemplateFields.of(after);
    return !creates() && !deletes() && !PodTemplateFields.of(before).equals(template);
  }
}
