package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.adot.operator.runtime.HttpEndpoint.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final HttpEndpoint endpoint =
      new HttpEndpoint(
          0,
          "test",
          Map.of(
              "/well", () -> Answer.plain(200, "süß"),
              "/ill", () -> Answer.plain(503, "not yet"),
              "/broken",
                  () -> {
                    throw new IllegalStateException("secret");
                  }));

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void answersWhatThePagesSay() throws Exception {
    assertThat(get("/well").body()).isEqualTo("süß");
    assertThat(get("/well").headers().firstValue("Content-Type"))
        .contains("text/plain; charset=utf-8");
    assertThat(get("/ill").statusCode()).isEqualTo(503);
    assertThat(get("/other").statusCode()).isEqualTo(404);
    assertThat(get("/well/below").statusCode()).isEqualTo(404);
  }

  @Test
  void aPageThatFailsIsAnErrorWithoutDetails() throws Exception {
    try (CapturedLog log = CapturedLog.of(HttpEndpoint.class)) {
      HttpResponse<String> answer = get("/broken");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("secret");
      assertThat(log.messages(Level.ERROR)).containsExactly("/broken could not be answered");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = endpoint.port();

    assertThatThrownBy(() -> new HttpEndpoint(taken, "metrics", Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("port " + taken + " for metrics cannot be had: ");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
