package io.adot.operator.render;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The label that tells the version of a collector, for every legal image reference. */
final class VersionLabel {
  private static final int LONGEST = 63;
  private static final String DIGEST = "@sha256";

  private VersionLabel() {}

  /**
   * A valid label value: the tag; without one, as much of the digest as fits; without either, or
   * without an image, {@code latest}. A colon before the last slash belongs to the registry.
   *
   * @param image the image as the resource names it
   */
  static String of(@Nullable String image) {
    if (image == null || image.isBlank()) {
      return "latest";
    }
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    String repository = named.substring(named.lastIndexOf('/') + 1);
    int colon = repository.indexOf(':');
    if (colon >= 0) {
      return value(repository.substring(colon + 1));
    }
    return at < 0 ? "latest" : value(image.substring(image.lastIndexOf(':') + 1));
  }

  /**
   * The value that the Go operator gives, wherever Kubernetes takes it: it splits at every colon, a
   * registry's port included. Pods that carry it need not restart for a better one.
   */
  static String asGoOperator(@Nullable String image) {
    List<String> parts = List.of(Text.orEmpty(image).split(":", -1));
    String label =
        switch (parts.size()) {
          case 2 -> Text.cut(parts.get(1), LONGEST);
          case 3 -> parts.stream().filter(p -> p.endsWith(DIGEST)).findFirst().orElse(DIGEST);
          default -> "latest";
        };
    label = label.endsWith(DIGEST) ? label.substring(0, label.length() - DIGEST.length()) : label;
    return label.equals(value(label)) ? label : of(image);
  }

  private static String value(String text) {
    StringBuilder legal = new StringBuilder(Text.cut(text, LONGEST));
    for (int i = 0; i < legal.length(); i++) {
      char c = legal.charAt(i);
      if (!Text.alphanumeric(c) && c != '.' && c != '-' && c != '_') {
        legal.setCharAt(i, '-');
      }
    }
    return Text.trimmed(legal.toString());
  }
}
