package io.adot.operator.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Files that are written together, into a folder or a zip file. */
final class Bundle implements AutoCloseable {
  private final Path target;
  private final @Nullable ZipOutputStream zip;

  /**
   * Begins.
   *
   * @param target a name that ends with {@code .zip}, or a folder
   * @throws IOException when it cannot be made; one that is there is not overwritten
   */
  Bundle(Path target) throws IOException {
    this.target = target;
    if (target.toString().endsWith(".zip")) {
      OutputStream file =
          Files.newOutputStream(
              target,
              java.nio.file.StandardOpenOption.CREATE_NEW,
              java.nio.file.StandardOpenOption.WRITE);
      this.zip = new ZipOutputStream(file);
    } else {
      Files.createDirectory(target);
      this.zip = null;
    }
  }

  /**
   * Adds a file.
   *
   * @param name relative, with slashes
   */
  void add(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (zip != null) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
      zip.closeEntry();
    } else {
      Path file = target.resolve(name);
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(file, bytes);
    }
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
