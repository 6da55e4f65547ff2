package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether applying a desired object would leave the live one as it is, told from the part of the
 * live object that is ours.
 */
final class Sameness {
  private static final Set<String> QUANTITY_MAPS = Set.of("limits", "requests", "capacity");
  private static final Set<String> QUANTITIES =
      Set.of("sizeLimit", "divisor", "averageValue", "value", "storage");

  private Sameness() {}

  /**
   * Compares.
   *
   * @param desired in canonical form
   * @param owned the live fields that we own
   */
  static boolean holds(JsonNode desired, JsonNode owned) {
    return same(desired, owned, "", false);
  }

  private static boolean same(JsonNode desired, JsonNode owned, String field, boolean quantity) {
    if (desired.isObject() && owned.isObject()) {
      return sameMembers(desired, owned, QUANTITY_MAPS.contains(field));
    }
    if (desired.isArray() && owned.isArray()) {
      return sameItems(desired, owned);
    }
    if (desired.isNumber() && owned.isNumber()) {
      return desired.decimalValue().compareTo(owned.decimalValue()) == 0;
    }
    return desired.equals(owned) || quantity && sameQuantity(desired, owned);
  }

  private static boolean sameMembers(JsonNode desired, JsonNode owned, boolean quantities) {
    for (Map.Entry<String, JsonNode> entry : desired.properties()) {
      JsonNode live = owned.get(entry.getKey());
      boolean quantity = quantities || QUANTITIES.contains(entry.getKey());
      if (live == null
          ? !isOmitted(entry.getValue())
          : !same(entry.getValue(), live, entry.getKey(), quantity)) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> entry : owned.properties()) {
      if (!desired.has(entry.getKey()) && !isEmptyContainer(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * In order first; else in any order, for lists that are merged by key may be stored in another
   * one.
   */
  private static boolean sameItems(JsonNode desired, JsonNode owned) {
    if (desired.size() != owned.size()) {
      return false;
    }
    List<JsonNode> left = new ArrayList<>();
    owned.forEach(left::add);
    for (JsonNode item : desired) {
      int found = -1;
      for (int i = 0; i < left.size() && found < 0; i++) {
        found = same(item, left.get(i), "", false) ? i : -1;
      }
      if (found < 0 || found > 0 && !item.isObject()) {
        return false;
      }
      left.remove(found);
    }
    return true;
  }

  /**
   * Zero values that the API server does not store; a value that it stores would be ours and so be
   * there to compare with.
   */
  private static boolean isOmitted(JsonNode value) {
    return value.isNull()
        || isEmptyContainer(value)
        || value.isTextual() && value.textValue().isEmpty()
        || value.isBoolean() && !value.booleanValue()
        || value.isNumber() && value.decimalValue().signum() == 0
        || value.isObject() && value.properties().stream().allMatch(e -> isOmitted(e.getValue()));
  }

  private static boolean isEmptyContainer(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }

  private static boolean sameQuantity(JsonNode desired, JsonNode owned) {
    try {
      return amount(desired).compareTo(amount(owned)) == 0;
    } catch (IllegalArgumentException notAQuantity) {
      return false;
    }
  }

  private static BigDecimal amount(JsonNode quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity.asText()));
  }
}
