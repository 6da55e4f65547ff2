package io.adot.operator.lint;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.ComponentType;
import io.adot.operator.component.ComponentTypes;
import io.adot.operator.component.KnownImage;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Nearest;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Components that the image does not have. A collector refuses to start with one that is merely
 * configured; but only of ADOT's published images it is sure what they have. Of a build of somebody
 * else's nothing is said, unless the name looks like a slip of another.
 */
final class KnownTypes implements Rule {
  private static final Set<FindingCode> TOLD_BY_RELEASE =
      Set.of(FindingCode.OTC1201, FindingCode.OTC1202, FindingCode.OTC1203, FindingCode.OTC1204);

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    Optional<KnownImage> image = KnownImage.of(subject.surroundings().image());
    boolean olderThanTheTable =
        image.isEmpty() && subject.surroundings().image().distribution() != Distribution.OTHER;
    if (olderThanTheTable) {
      return;
    }
    for (Component component : subject.config().components()) {
      if (!ComponentIds.isImpossible(component.type(), subject)
          && !subject.isTold(component.id().path(), TOLD_BY_RELEASE)) {
        check(component.id(), image, findings);
      }
    }
  }

  private static void check(
      ComponentId id, Optional<KnownImage> image, Consumer<Finding> findings) {
    Optional<ComponentType> type = ComponentTypes.find(id.kind(), id.type());
    if (type.filter(known -> has(image, known)).isPresent()) {
      return;
    }
    boolean ownBuild = image.isEmpty();
    if (ownBuild && meant(id, image).isEmpty() && otherKind(id, image).isEmpty()) {
      return;
    }
    boolean certain = image.map(KnownImage::certain).orElse(false);
    FindingCode code =
        certain ? FindingCode.OTC1301 : type.isEmpty() ? FindingCode.OTC1302 : FindingCode.OTC1303;
    findings.accept(new Finding(code, id.path(), message(id, type, image), fix(id, type, image)));
  }

  private static String message(
      ComponentId id, Optional<ComponentType> type, Optional<KnownImage> image) {
    String what = id.kind().noun() + " `" + id.type() + "`";
    if (type.isEmpty() && image.filter(KnownImage::certain).isEmpty()) {
      return "no known collector has " + what;
    }
    String lacks = image.map(KnownImage::text).orElse("the image") + " does not have " + what;
    return image.filter(i -> !i.named()).isPresent()
        ? lacks + ", and the tag tells no other release"
        : lacks;
  }

  private static String fix(
      ComponentId id, Optional<ComponentType> type, Optional<KnownImage> image) {
    Optional<String> meant = type.isPresent() ? sameAs(type.get(), image) : meant(id, image);
    if (meant.isPresent()) {
      return "did you mean `" + meant.get() + "`?";
    }
    Optional<ComponentKind> elsewhere = otherKind(id, image);
    if (type.isEmpty() && elsewhere.isPresent()) {
      return "a "
          + elsewhere.get().noun()
          + " is called so: move it to spec.config."
          + elsewhere.get().section();
    }
    List<String> images = type.map(ComponentType::images).orElse(List.of());
    return images.isEmpty()
        ? "remove it, or use an image that has it"
        : "remove it, or use an image that has it: " + Subject.oneOf(images);
  }

  /** The same component under the name that the image knows. */
  private static Optional<String> sameAs(ComponentType type, Optional<KnownImage> image) {
    return in(image, type.kind())
        .filter(other -> other.newest().equals(type.newest()))
        .map(ComponentType::name)
        .findFirst();
  }

  /** What was meant, of the names that the image has; some call components by their modules. */
  private static Optional<String> meant(ComponentId id, Optional<KnownImage> image) {
    List<String> names = in(image, id.kind()).map(ComponentType::name).toList();
    String noun = id.kind().noun();
    return Nearest.to(id.type(), names)
        .or(() -> names.stream().filter(name -> name.equals(id.type() + noun)).findFirst())
        .or(() -> names.stream().filter(name -> id.type().equals(name + noun)).findFirst());
  }

  private static Optional<ComponentKind> otherKind(ComponentId id, Optional<KnownImage> image) {
    return Arrays.stream(ComponentKind.values())
        .filter(kind -> ComponentTypes.find(kind, id.type()).filter(t -> has(image, t)).isPresent())
        .findFirst();
  }

  /** The types that the image has; all where it is not known. */
  private static Stream<ComponentType> in(Optional<KnownImage> image, ComponentKind kind) {
    return ComponentTypes.all(kind).stream().filter(type -> has(image, type));
  }

  private static boolean has(Optional<KnownImage> image, ComponentType type) {
    return image.map(i -> type.isIn(i.distribution(), i.release())).orElse(true);
  }
}
