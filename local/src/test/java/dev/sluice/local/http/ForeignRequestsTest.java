package dev.sluice.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.emulator.SqsEmulator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request to the local server")
class ForeignRequestsTest {

  @ParameterizedTest(name = "{0} {1}, Origin {2}, Sec-Fetch-Site {3}: {4}")
  @DisplayName("is answered if it is of this machine's own pages and programs, else refused:")
  @CsvSource(
      nullValues = "-",
      value = {
        "GET, 127.0.0.1:PORT, -, -, 200",
        "GET, localhost:PORT, -, -, 200",
        "GET, LOCALHOST, -, -, 200",
        "GET, [::1]:PORT, -, -, 200",
        "POST, 127.0.0.1:PORT, http://127.0.0.1:PORT, same-origin, 200",
        "POST, localhost:PORT, null, same-origin, 200",
        "POST, localhost:PORT, -, none, 200",
        "GET, localhost:PORT, -, cross-site, 200",
        "GET, rebound.example:PORT, -, -, 403",
        "GET, 127.0.0.1.rebound.example:PORT, -, -, 403",
        "GET, localhost.rebound.example, -, same-origin, 403",
        "POST, rebound.example:PORT, http://rebound.example:PORT, same-origin, 403",
        "GET, 127.0.0.1:PORT, https://foreign.example, cross-site, 403",
        "GET, 127.0.0.1:PORT, http://127.0.0.1:1, same-site, 403",
        "POST, 127.0.0.1:PORT, http://localhost:PORT, same-site, 403",
        "POST, 127.0.0.1:PORT, null, cross-site, 403",
        "POST, 127.0.0.1:PORT, -, same-site, 403",
        "POST, 127.0.0.1:PORT, not an origin, -, 403",
        "GET, -, -, -, 403"
      })
  void refusesForeignHostsAndOrigins(
      String method, String host, String origin, String site, int status) throws IOException {
    try (LoopbackHttpServer server = LoopbackHttpServer.bind(0)) {
      server.serve(_ -> LocalHttpResponse.of(200, "text/plain", "secret"));
      String answer = send(server.url(), method, host, origin, site);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(answer.contains("secret")).isEqualTo(status == 200);
    }
  }

  @Test
  @DisplayName("is refused at the queues' port alike, and ElasticMQ is not at an address to guess")
  void guardsQueues() throws IOException {
    try (SqsEmulator queues = SqsEmulator.start(InstantSource.fixed(Instant.EPOCH))) {
      assertThat(send(queues.endpoint(), "GET", "rebound.example", "-", "-"))
          .startsWith("HTTP/1.1 403");
      var created = queues.client().createQueue(r -> r.queueName("mail"));
      assertThat(created.queueUrl()).startsWith(queues.endpoint().toString());
      assertThat(queues.client().listQueues().queueUrls()).containsExactly(created.queueUrl());
    }
  }

  private static String send(URI url, String method, String host, String origin, String site)
      throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String head =
          "%s /health HTTP/1.%d\r\n%s%s%sContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(
                  method,
                  isGiven(host) ? 1 : 0,
                  header("Host", host),
                  header("Origin", origin),
                  header("Sec-Fetch-Site", site));
      String request = head.replace("PORT", Integer.toString(url.getPort()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String header(String name, String value) {
    return isGiven(value) ? name + ": " + value + "\r\n" : "";
  }

  private static boolean isGiven(String value) {
    return value != null && !value.equals("-");
  }
}
