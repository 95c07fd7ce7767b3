package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run whose external SES refuses something")
final class ExternalSesRefusalTest {

  @Test
  @DisplayName("names the call, the resource, the answer and what to do")
  void namesWhatWasRefused() throws Exception {
    HttpServer ses =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ses.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("x-amzn-ErrorType", "LimitExceededException");
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    ses.start();
    try {
      LocalRunBuilder run =
          LocalRun.of(ProjectTemplate.PATH)
              .clock(new VirtualClock(Instant.parse("2026-03-02T09:00:00Z")))
              .externalEndpoints(
                  ServiceEndpoints.fromEnvironment(
                      Map.of(
                          "AWS_ENDPOINT_URL_SESV2",
                          "http://127.0.0.1:" + ses.getAddress().getPort())));

      assertThatThrownBy(run::start)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("AWS_ENDPOINT_URL_SESV2")
          .hasMessageContaining("CreateEmailIdentity of sluice.example")
          .hasMessageContaining("LimitExceededException (status 400)")
          .hasMessageContaining("create it there");
    } finally {
      ses.stop(0);
    }
  }
}
