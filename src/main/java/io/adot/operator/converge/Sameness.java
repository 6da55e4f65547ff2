package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether applying a desired object would leave the live one as it is, told from the part of the
 * live object that is ours and, where that lacks a value, from the whole.
 */
final class Sameness {
  private static final Set<String> QUANTITY_MAPS = Set.of("limits", "requests", "capacity");
  private static final Set<String> QUANTITIES =
      Set.of("sizeLimit", "divisor", "averageValue", "value", "storage");

  /** Lists merged by key whose order means nothing; that of variables or init containers does. */
  private static final Set<String> WITHOUT_ORDER =
      Set.of("ports", "volumes", "volumeMounts", "ownerReferences");

  private Sameness() {}

  /**
   * Compares.
   *
   * @param desired in canonical form
   * @param owned the live fields that we own
   * @param live all live fields
   */
  static boolean holds(JsonNode desired, JsonNode owned, JsonNode live) {
    return same(desired, owned, live, "", false);
  }

  /** The same of the values of one field, whose name tells how to compare them. */
  static boolean holds(JsonNode desired, JsonNode owned, JsonNode live, String field) {
    return same(desired, owned, live, field, isQuantities(field) || QUANTITIES.contains(field));
  }

  /** Whether the members of a field are quantities. */
  static boolean isQuantities(String field) {
    return QUANTITY_MAPS.contains(field);
  }

  /** Whether the order of a list means nothing. */
  static boolean isWithoutOrder(String field) {
    return WITHOUT_ORDER.contains(field);
  }

  /**
   * The fields that differ: members of {@code spec} as {@code spec.name}, others by their names.
   */
  static List<String> differences(JsonNode desired, JsonNode owned, JsonNode live) {
    List<String> fields = new ArrayList<>();
    for (String name : names(desired, owned)) {
      JsonNode wanted = desired.path(name);
      JsonNode ours = owned.path(name);
      if (wanted.isObject() && ours.isObject() && name.equals("spec")) {
        differences(wanted, ours, live.path(name)).forEach(member -> fields.add("spec." + member));
      } else if (!same(wanted, ours, live.path(name), name, false)) {
        fields.add(name);
      }
    }
    return fields;
  }

  private static Set<String> names(JsonNode desired, JsonNode owned) {
    Set<String> names = new TreeSet<>();
    desired.fieldNames().forEachRemaining(names::add);
    owned.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean same(
      JsonNode desired, JsonNode owned, JsonNode live, String field, boolean quantity) {
    if (desired.isObject() && owned.isObject()) {
      return sameMembers(desired, owned, live, QUANTITY_MAPS.contains(field));
    }
    if (desired.isArray() && owned.isArray()) {
      return sameItems(desired, owned, live, WITHOUT_ORDER.contains(field));
    }
    if (desired.isNumber() && owned.isNumber()) {
      return desired.decimalValue().compareTo(owned.decimalValue()) == 0;
    }
    return desired.equals(owned) || quantity && sameQuantity(desired, owned);
  }

  private static boolean sameMembers(
      JsonNode desired, JsonNode owned, JsonNode live, boolean quantities) {
    for (Map.Entry<String, JsonNode> entry : desired.properties()) {
      String name = entry.getKey();
      JsonNode ours = owned.get(name);
      boolean quantity = quantities || QUANTITIES.contains(name);
      boolean same =
          ours == null
              ? isOmitted(entry.getValue()) && isOmitted(live.path(name))
              : same(entry.getValue(), ours, live.path(name), name, quantity);
      if (!same) {
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

  private static boolean sameItems(
      JsonNode desired, JsonNode owned, JsonNode live, boolean withoutOrder) {
    if (desired.size() != owned.size()) {
      return false;
    }
    List<JsonNode> left = new ArrayList<>();
    owned.forEach(left::add);
    for (JsonNode item : desired) {
      int candidates = withoutOrder ? left.size() : 1;
      int found = -1;
      for (int i = 0; i < candidates && found < 0; i++) {
        found = same(item, left.get(i), whole(left.get(i), live), "", false) ? i : -1;
      }
      if (found < 0) {
        return false;
      }
      left.remove(found);
    }
    return true;
  }

  /** The live item that an owned one is a part of. */
  private static JsonNode whole(JsonNode owned, JsonNode live) {
    for (JsonNode item : live) {
      if (isPart(owned, item)) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean isPart(JsonNode part, JsonNode whole) {
    if (part.isObject() && whole.isObject()) {
      return part.properties().stream()
          .allMatch(
              entry ->
                  whole.has(entry.getKey()) && isPart(entry.getValue(), whole.get(entry.getKey())));
    }
    if (part.isArray() && whole.isArray()) {
      for (JsonNode item : part) {
        if (whole(item, whole).isMissingNode()) {
          return false;
        }
      }
      return true;
    }
    return part.equals(whole);
  }

  /** What the API server does not store, or stores as nothing. */
  static boolean isOmitted(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || isEmptyContainer(value)
        || value.isTextual() && value.textValue().isEmpty()
        || value.isBoolean() && !value.booleanValue()
        || value.isNumber() && value.decimalValue().signum() == 0
        || value.isObject() && value.properties().stream().allMatch(e -> isOmitted(e.getValue()));
  }

  static boolean isEmptyContainer(JsonNode value) {
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
