package dev.sluice.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends calls over HTTP. */
final class ApiTransport {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** API Gateway gives up after 30 seconds, so nothing is to be had from waiting longer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(35);

  /** A Lambda's answer has 6 MB at most. */
  private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  ApiResponse send(ApiRequest call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .timeout(TIMEOUT)
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::setHeader);
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
      if (bytes.length > MAX_ANSWER_BYTES) {
        throw new IOException("the answer has more than " + MAX_ANSWER_BYTES + " bytes");
      }
      String type = response.headers().firstValue("content-type").orElse("");
      return new ApiResponse(response.statusCode(), type, bytes);
    }
  }
}
