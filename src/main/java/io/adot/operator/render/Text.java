package io.adot.operator.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What naming and labelling need from strings. */
final class Text {
  private Text() {}

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Null for a string that says nothing, so that the field stays out of the object. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** Cuts what is neither a letter nor a digit off both ends. */
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !alphanumeric(text.charAt(start))) {
      start++;
    }
    while (end > start && !alphanumeric(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length));
  }

  static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Eight hexadecimal digits that tell one text from another. */
  static String shortHash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
