package io.adot.operator.cli;

import io.adot.operator.offline.InputProblem;
import io.adot.operator.offline.Manifests;
import io.adot.operator.offline.Place;
import io.adot.operator.offline.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Reads files, within bounds. */
final class InputFiles {
  private static final int LONGEST_FILE = 16 * 1024 * 1024;

  /** What is no text shows early, so that a device that never ends is not read for long. */
  private static final int BEGINNING = 8 * 1024;

  private static final int LONGEST_IN_ALL = 64 * 1024 * 1024;
  private static final String NO_TEXT = "is no text: it has a byte of zero";
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
      read("stdin", console.in(), true);
      return;
    }
    Path path = console.directory().resolve(name);
    if (name.isEmpty()) {
      throw new NoSuchFileException(name);
    }
    if (Files.isDirectory(path)) {
      for (Path file : manifests(name, path)) {
        addFound(inside(name, path, file), file);
      }
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        read(name, in, true);
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
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(failure.getMessage());
  }

  /** One of many in a folder: its trouble is told, and the others are read. */
  private void addFound(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      read(name, in, false);
    } catch (IOException unreadable) {
      unreadable(name, unreadable);
    }
  }

  private void unreadable(String name, IOException why) {
    problem(name, "cannot be read: " + why(why));
  }

  private void read(String name, InputStream in, boolean asked) throws IOException {
    byte[] beginning = in.readNBytes(BEGINNING);
    if (hasZero(beginning)) {
      problem(name, NO_TEXT);
      return;
    }
    byte[] rest = in.readNBytes(Math.min(LONGEST_FILE, LONGEST_IN_ALL - total) + 1);
    int length = beginning.length + rest.length;
    if (length > LONGEST_FILE || length > LONGEST_IN_ALL - total) {
      problem(name, "is too large: files of 16 MiB, and of 64 MiB in all, can be read");
      return;
    }
    total += length;
    byte[] bytes = Arrays.copyOf(beginning, length);
    System.arraycopy(rest, 0, bytes, beginning.length, rest.length);
    if (hasZero(rest)) {
      problem(name, NO_TEXT);
    } else if (isUtf8(bytes)) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      texts.add(
          new SourceText(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, asked));
    } else {
      problem(name, "is no text in UTF-8");
    }
  }

  private static boolean hasZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** Piece by piece: all at once, the characters would take several times the room of the bytes. */
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(BEGINNING);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return !result.isError();
  }

  private void problem(String name, String message) {
    problems.add(new InputProblem(Place.of(name), message, ""));
  }

  private static String inside(String name, Path folder, Path file) {
    String below = folder.relativize(file).toString();
    return name.endsWith("/") ? name + below : name + "/" + below;
  }

  /**
   * Links to files are followed, links to folders are not, so that there is no going in circles.
   */
  private List<Path> manifests(String name, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return inner.equals(folder) || isShown(folder.relativize(inner))
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean readable =
                attributes.isRegularFile() || attributes.isSymbolicLink() && !isElse(file);
            if (readable && isShown(folder.relativize(file)) && isManifest(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (file.equals(folder)) {
              throw why;
            }
            unreadable(inside(name, folder, file), why);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }

  /** Whether a link leads to something that is there and no file. */
  private static boolean isElse(Path link) {
    return Files.exists(link) && !Files.isRegularFile(link);
  }

  private static boolean isManifest(Path file) {
    return file.toString().matches(".*\\.(yaml|yml|json)");
  }

  private static boolean isShown(Path path) {
    return Stream.of(path.toString().split("[/\\\\]")).noneMatch(part -> part.startsWith("."));
  }
}
