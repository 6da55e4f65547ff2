package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        "''                     | 0.0.0.0:4317",
        ":14317                 | 0.0.0.0:14317",
        "24317                  | 0.0.0.0:24317",
        "localhost              | localhost:4317",
        "localhost:14318        | localhost:14318",
        "localhost:             | localhost:",
        "10.0.0.1               | 10.0.0.1:4317",
        "[::]                   | [::]:4317",
        "[::]:34317             | [::]:34317",
        "::1                    | ::1",
        "${env:MY_POD_IP}:24318 | ${env:MY_POD_IP}:24318",
        "[${env:POD_IP}]:4318   | [${env:POD_IP}]:4318",
        "0.0.0.0:${env:PORT}    | 0.0.0.0:${env:PORT}",
        ":${env:PORT}           | 0.0.0.0:${env:PORT}",
        "${env:ADDRESS}         | ${env:ADDRESS}",
        "${ADDRESS}             | ${ADDRESS}",
        "/var/run/otlp.sock     | /var/run/otlp.sock",
        "unix:///run/otlp.sock  | unix:///run/otlp.sock",
        "0.0.0.0:localhost      | 0.0.0.0:localhost",
      })
  void addsWhatIsMissing(String given, String completed) {
    assertThat(ListenAddress.complete(given, 4317)).isEqualTo(completed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0:4317                 | 4317",
        "[2001:db8::1]:9419           | 9419",
        "[::]                         | ''",
        "2001:db8::1                  | ''",
        "24317                        | 24317",
        "http://h.example:6005/path   | 6005",
        "https://h.example/path:7     | ''",
        "${env:POD_IP}:24318          | 24318",
        "0.0.0.0:${env:KNOWN}         | 5005",
        "0.0.0.0:${KNOWN}             | 5005",
        "0.0.0.0:${env:OTHER:-6006}   | 6006",
        "0.0.0.0:${env:KNOWN:-6006}   | 5005",
        "0.0.0.0:${env:OTHER}         | ${env:OTHER}",
        "0.0.0.0:${env:NESTED}        | ${env:NESTED}",
        "${env:ADDRESS}               | 7007",
        "${env:OTHER:-0.0.0.0:8008}   | 8008",
        "/var/run/otlp.sock           | ''",
      })
  void findsThePort(String address, String port) {
    Map<String, String> env =
        Map.of("KNOWN", "5005", "NESTED", "$(KNOWN)", "ADDRESS", "0.0.0.0:7007");

    assertThat(ListenAddress.parse(address).resolvedPort(env)).isEqualTo(port);
  }
}
