package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFilesTest {
  @TempDir private Path folder;

  @Test
  void writesEachObjectAndWritesItAnew() throws IOException {
    files("obs/a", map("obs", "a", "1")).write(folder.resolve("new/folder"));
    files("obs/a", map("obs", "a", "2")).write(folder.resolve("new/folder"));

    assertThat(folder.resolve("new/folder/obs_configmap_a.yaml"))
        .hasContent(
            """
            # Rendered by adot-operator of obs/a
            apiVersion: "v1"
            kind: "ConfigMap"
            metadata:
              name: "a"
              namespace: "obs"
            data:
              key: "2"
            """);
  }

  @Test
  void removesWhatTheSameCollectorHasNoMore() throws IOException {
    files("obs/a", map("obs", "a-1", "")).write(folder);
    files("obs/b", map("obs", "b-1", "")).write(folder);
    Files.writeString(folder.resolve("mine.yaml"), "# of obs/a, but by hand");

    List<String> removed = files("obs/a", map("obs", "a-2", "")).write(folder);

    assertThat(removed).containsExactly("obs_configmap_a-1.yaml");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("mine.yaml", "obs_configmap_a-2.yaml", "obs_configmap_b-1.yaml");
  }

  @Test
  void filesAndLinksOfOthersAreForeign() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "precious");
    Path objects = Files.createDirectory(folder.resolve("objects"));
    Files.createSymbolicLink(objects.resolve("obs_configmap_a.yaml"), outside);
    Files.writeString(objects.resolve("obs_configmap_b.yaml"), "");
    ObjectFiles files = files("obs/a", map("obs", "a", ""), map("obs", "b", ""));

    assertThat(files.foreign(objects))
        .containsExactly("obs_configmap_a.yaml", "obs_configmap_b.yaml");

    files.write(objects);
    assertThat(outside).hasContent("precious");
    assertThat(objects.resolve("obs_configmap_a.yaml")).isRegularFile();
    assertThat(files.foreign(objects)).isEmpty();
  }

  @Test
  void aFolderInTheWayIsNotReplaced() throws IOException {
    Files.createDirectories(folder.resolve("obs_configmap_a.yaml/inner"));

    assertThatThrownBy(() -> files("obs/a", map("obs", "a", "")).write(folder))
        .isInstanceOf(FileSystemException.class);
    assertThat(folder.resolve("obs_configmap_a.yaml/inner")).exists();
  }

  @Test
  void objectsOfTwoCollectorsInOneFileAreTold() {
    ObjectFiles files = files("obs/a", map("obs", "a", "1"));
    files.add("obs/a", List.of(map("obs", "a", "2")));

    assertThat(files.twice()).containsExactly("obs_configmap_a.yaml");
  }

  @Property(tries = 300)
  void namesStayInTheFolderAndNeverCollide(
      @ForAll @NotEmpty Set<@NotEmpty String> names, @ForAll boolean wide) {
    List<HasMetadata> objects =
        names.stream()
            .<HasMetadata>map(
                name ->
                    wide
                        ? new ClusterRoleBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build()
                        : map(name, "../" + name.repeat(20), ""))
            .toList();
    // Halves of characters have no name on any file system.
    Set<String> readable = new HashSet<>();
    names.forEach(
        name ->
            readable.add(
                new String(
                    name.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.charset.StandardCharsets.UTF_8)));

    ObjectFiles files = files("obs/a", objects.toArray(HasMetadata[]::new));

    assertThat(files.names())
        .allMatch(name -> name.matches("[a-z0-9%._-]{1,255}") && !name.startsWith("."));
    assertThat(files.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct())
        .hasSizeGreaterThanOrEqualTo(readable.size() == names.size() ? names.size() : 1);
  }

  private static ObjectFiles files(String collector, HasMetadata... objects) {
    ObjectFiles files = new ObjectFiles();
    files.add(collector, List.of(objects));
    return files;
  }

  private static HasMetadata map(String namespace, String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .addToData("key", value)
        .build();
  }
}
