package io.adot.operator.cli;

import io.adot.operator.offline.InputProblem;
import io.adot.operator.offline.Manifests;
import io.adot.operator.offline.Place;
import io.adot.operator.offline.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads files, within bounds. */
final class InputFiles {
  private static final int LONGEST_FILE = 32 * 1024 * 1024;
  private static final int LONGEST_IN_ALL = 64 * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Console console;
  private final List<SourceText> texts = new ArrayList<>();
  private final List<InputProblem> problems = new ArrayList<>();
  private int total;

  InputFiles(Console console) {
    this.console = console;
  }

  /** What somebody named cannot be read, or holds nothing to look at; the message says why. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads what somebody named.
   *
   * @param names files, folders, or {@code -} for standard input
   * @param namespace the namespace of what names none
   * @throws Unreadable when one of them cannot be read, or there is no collector in any
   */
  static Manifests read(Console console, List<String> names, String namespace) throws Unreadable {
    InputFiles files = new InputFiles(console);
    for (String name : names) {
      try {
        files.add(name);
      } catch (IOException unreadable) {
        throw new Unreadable(name + ": " + why(unreadable));
      }
    }
    Manifests manifests = files.manifests(namespace);
    if (manifests.collectors().isEmpty() && manifests.problems().isEmpty()) {
      throw new Unreadable(
          "no OpenTelemetryCollector and no configuration of a collector in "
              + String.join(", ", names));
    }
    return manifests;
  }

  /**
   * Adds what somebody named.
   *
   * @param name a file, a folder, or {@code -} for standard input
   * @throws IOException when that itself cannot be read
   */
  void add(String name) throws IOException {
    if (name.equals("-")) {
      add("stdin", bytes(console.in()), true);
      return;
    }
    Path path = console.directory().resolve(name);
    if (Files.isDirectory(path)) {
      for (Path file : manifests(path)) {
        String inside = path.relativize(file).toString();
        addFound(name.endsWith("/") ? name + inside : name + "/" + inside, file);
      }
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        add(name, bytes(in), true);
      }
    }
  }

  /** Everything in what was read. */
  Manifests manifests(String namespace) {
    Manifests read = Manifests.read(texts, namespace);
    List<InputProblem> all = new ArrayList<>(problems);
    all.addAll(read.problems());
    return new Manifests(read.collectors(), read.objects(), all);
  }

  /** Why a file cannot be read, in words. */
  static String why(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    return failure instanceof AccessDeniedException
        ? "you may not read it"
        : String.valueOf(failure.getMessage());
  }

  /** One of many in a folder: its trouble is told, and the others are read. */
  private void addFound(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      add(name, bytes(in), false);
    } catch (IOException unreadable) {
      problems.add(new InputProblem(Place.of(name), "cannot be read: " + why(unreadable), ""));
    }
  }

  private void add(String name, byte[] bytes, boolean asked) {
    total += bytes.length;
    if (bytes.length > LONGEST_FILE || total > LONGEST_IN_ALL) {
      total -= bytes.length;
      problem(name, "is too large: files of 32 MiB, and of 64 MiB in all, can be read");
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        problem(name, "is no text: it has a byte of zero");
        return;
      }
      texts.add(
          new SourceText(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, asked));
    } catch (CharacterCodingException notText) {
      problem(name, "is no text in UTF-8");
    }
  }

  private void problem(String name, String message) {
    problems.add(new InputProblem(Place.of(name), message, ""));
  }

  private static byte[] bytes(InputStream in) throws IOException {
    return in.readNBytes(LONGEST_FILE + 1);
  }

  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> isShown(folder.relativize(file)) && Files.isRegularFile(file))
          .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
          .sorted()
          .toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean isShown(Path path) {
    return Stream.of(path.toString().split("[/\\\\]")).noneMatch(part -> part.startsWith("."));
  }
}
