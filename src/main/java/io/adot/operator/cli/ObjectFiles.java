package io.adot.operator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder with a file for each object of some collectors. The first line of a file tells that it
 * was made here and of which collector, so that it may be replaced, and be removed when the
 * collector has no such object any more.
 */
final class ObjectFiles {
  private static final String MADE_OF = "# Rendered by adot-operator of ";
  private static final int LONGEST_NAME = 200;

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> collectors = new TreeSet<>();
  private final Set<String> twice = new TreeSet<>();

  /** Adds what a collector consists of; its name is {@code namespace/name}. */
  void add(String collector, List<HasMetadata> objects) {
    collectors.add(collector);
    for (HasMetadata object : objects) {
      String name = fileName(object);
      if (texts.put(name, MADE_OF + collector + "\n" + Yaml.write(object)) != null) {
        twice.add(name);
      }
    }
  }

  /** Files that were to be written twice: two collectors want the same object. */
  Set<String> twice() {
    return twice;
  }

  /** Files in a folder that were not made here and would have to be replaced. */
  List<String> foreign(Path folder) throws IOException {
    List<String> foreign = new ArrayList<>();
    for (String name : texts.keySet()) {
      Path file = folder.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && maker(file).isEmpty()) {
        foreign.add(name);
      }
    }
    return foreign;
  }

  /**
   * Writes the files; a link that has the name of one is replaced, not followed.
   *
   * @param folder made if it is not there
   * @return the names of files that were removed, as their collector has no such object any more
   */
  List<String> write(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    for (Map.Entry<String, String> file : texts.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.getKey(), null, file.getKey() + " is a folder");
      }
      Files.deleteIfExists(path);
      Files.writeString(path, file.getValue());
    }
    return removeOutdated(folder);
  }

  /** The names of the files, in the order in which the operator applies the objects. */
  List<String> names() {
    return List.copyOf(texts.keySet());
  }

  private List<String> removeOutdated(Path folder) throws IOException {
    List<String> removed = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yaml")
            && !texts.containsKey(name)
            && collectors.contains(maker(file))) {
          Files.delete(file);
          removed.add(name);
        }
      }
    }
    return removed;
  }

  /** The collector of a file that was made here; empty of others. */
  private static String maker(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(file)) {
      return "";
    }
    byte[] beginning;
    try (var in = Files.newInputStream(file)) {
      beginning = in.readNBytes(1024);
    }
    String first = new String(beginning, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return first.startsWith(MADE_OF) ? first.substring(MADE_OF.length()) : "";
  }

  /**
   * {@code namespace_kind_name.yaml}: an underscore is in none of the three, and what some file
   * system takes for something else is written in hexadecimal.
   */
  private static String fileName(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    String name =
        (namespace == null ? "" : encoded(namespace) + "_")
            + object.getKind().toLowerCase(Locale.ROOT)
            + "_"
            + encoded(object.getMetadata().getName());
    return (name.length() <= LONGEST_NAME
            ? name
            : name.substring(0, LONGEST_NAME) + "_" + hash(name))
        + ".yaml";
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '.';
      out.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b));
    }
    return out.toString();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
