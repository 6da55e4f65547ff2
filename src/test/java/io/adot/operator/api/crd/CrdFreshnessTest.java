package io.adot.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes {@code crd/} anew with {@code -Dgolden.update=true}, and fails without it when {@code
 * crd/} is stale.
 */
class CrdFreshnessTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /**
   * etcd and the annotation of client-side apply both have room for 262,144 bytes; the rest is
   * headroom.
   */
  private static final int MOST_BYTES = 240_000;

  @ParameterizedTest
  @EnumSource
  void theFileIsWhatTheTypesSay(CrdFile file) throws IOException {
    ObjectNode crd = file.generate(KubernetesFacts.load());
    String generated = CrdFile.yaml(crd);
    if (UPDATE) {
      Files.createDirectories(file.path().getParent());
      Files.writeString(file.path(), generated);
    }

    assertThat(file.path()).as("regenerate with -Dgolden.update=true").hasContent(generated);
    assertThat(CrdFile.compactJson(CrdFile.parse(generated))).isEqualTo(CrdFile.compactJson(crd));
  }

  @ParameterizedTest
  @EnumSource
  void clientSideApplyHasRoomForIt(CrdFile file) throws IOException {
    String json = CrdFile.compactJson(file.generate(KubernetesFacts.load()));

    assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
  }
}
