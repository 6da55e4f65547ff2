package io.adot.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.converge.Change;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.runtime.Forecast.Outlook;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an operator would do about one collector, in the form of a difference. */
final class LiveDiff {
  private static final String OWNERS = "ownerReferences";
  private static final String NOTHING = "nothing";
  private static final String HASH = "-[0-9a-f]{8}$";

  private final String name;
  private final Outlook outlook;
  private final List<HasMetadata> living;
  private final List<Change> visible;

  /**
   * @param name {@code namespace/name}
   * @param uid of the collector
   */
  LiveDiff(String name, String uid, Outlook outlook) {
    this.name = name;
    this.outlook = outlook;
    this.living = List.copyOf(outlook.living().controlledBy(uid));
    this.visible = outlook.changes().stream().filter(it -> !it.isOwnershipOnly()).toList();
  }

  boolean isEmpty() {
    return visible.isEmpty() && outlook.obstacles().isEmpty();
  }

  /** A heading, and what changes in each object; empty where nothing does. */
  String text() {
    return visible.isEmpty()
        ? ""
        : heading() + visible.stream().map(this::of).collect(Collectors.joining());
  }

  /** What is worth knowing besides. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (outlook.untouched()) {
      notes.add(
          name
              + (outlook.assessment().isInvalid()
                  ? ": the configuration has errors, so nothing is changed; see preflight"
                  : outlook.assessment().leftAlone()
                      ? ": it is left as another operator made it, see docs/take-over.md"
                      : ": spec.managementState is unmanaged, so nothing is changed"));
    }
    if (outlook.withheld()) {
      notes.add(name + ": its workload is withheld (adot.io/preflight: hold); see preflight");
    }
    List<ObjectKey> taken =
        outlook.changes().stream().filter(Change::isOwnershipOnly).map(Change::key).toList();
    if (!taken.isEmpty()) {
      notes.add(
          name
              + ": nothing changes but who owns the fields: "
              + taken.stream().map(ObjectKey::toString).collect(Collectors.joining(", ")));
    }
    outlook.obstacles().forEach(one -> notes.add(one.key() + ": " + one.message()));
    return notes;
  }

  private String heading() {
    long created = visible.stream().filter(Change::creates).count();
    long deleted = visible.stream().filter(Change::deletes).count();
    String pods =
        living.stream().noneMatch(object -> Outlook.hasPods(object.getKind()))
            ? ""
            : "; its pods " + (replacesPods() ? "are replaced" : "stay");
    String counts =
        Stream.of(
                count(created, "to create"),
                count(visible.size() - created - deleted, "to change"),
                count(deleted, "to delete"))
            .filter(count -> !count.isEmpty())
            .collect(Collectors.joining(", "));
    return name + ": " + counts + pods + "\n";
  }

  private static String count(long number, String what) {
    return number == 0 ? "" : number + " " + what;
  }

  private boolean replacesPods() {
    return visible.stream()
        .anyMatch(
            it ->
                it.replacesPods()
                    || Outlook.hasPods(it.key().kind()) && (it.creates() || it.deletes()));
  }

  private String of(Change change) {
    Optional<ConfigMap> before = change.creates() ? predecessor(change.key()) : Optional.empty();
    if (before.isPresent()) {
      return text(
          before.map(ObjectKey::of).get().toString(),
          change.key().toString(),
          data(new ObjectMapper().valueToTree(before.get())),
          data(change.after()));
    }
    ObjectNode was = change.before().deepCopy();
    ObjectNode is = change.after().deepCopy();
    boolean newOwner = !change.creates() && !change.deletes() && !owners(was).equals(owners(is));
    if (!newOwner) {
      // That it is the collector's goes without saying.
      withoutOwners(was);
      withoutOwners(is);
    }
    return text(
        change.creates() ? NOTHING : change.key().toString(),
        change.deletes() ? NOTHING : change.key().toString(),
        was,
        is);
  }

  private static String text(String before, String after, ObjectNode was, ObjectNode is) {
    return "--- " + before + "\n+++ " + after + "\n" + LineDiff.of(lines(was), lines(is));
  }

  private static List<String> lines(ObjectNode tree) {
    return tree.isEmpty() ? List.of() : Yaml.write(tree).lines().toList();
  }

  private static JsonNode owners(ObjectNode object) {
    return object.path("metadata").path(OWNERS);
  }

  private static void withoutOwners(ObjectNode object) {
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(OWNERS);
    }
  }

  private static ObjectNode data(ObjectNode configMap) {
    return configMap.retain("data");
  }

  /** A new configuration is a new object; what it is new against is the newest of the old. */
  private Optional<ConfigMap> predecessor(ObjectKey created) {
    String stem = created.name().replaceFirst(HASH, "");
    return living.stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .filter(one -> created.kind().equals(one.getKind()))
        .filter(one -> one.getMetadata().getName().replaceFirst(HASH, "").equals(stem))
        .max(
            Comparator.comparing(
                one -> Objects.requireNonNullElse(one.getMetadata().getCreationTimestamp(), "")));
  }
}
