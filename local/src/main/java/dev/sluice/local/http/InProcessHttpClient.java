package dev.sluice.local.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An HTTP client of the AWS SDK that hands requests to a service in the same process, without a
 * socket: the same bytes, at a fraction of the time.
 */
public final class InProcessHttpClient implements SdkHttpClient {

  private final LocalHttpService service;

  /** Creates a client whose every request is answered by {@code service}. */
  public InProcessHttpClient(LocalHttpService service) {
    this.service = service;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return convert(service.handle(convert(request)));
      }

      @Override
      public void abort() {
        // Nothing is in flight: the caller's thread computes the answer.
      }
    };
  }

  @Override
  public String clientName() {
    return "InProcess";
  }

  @Override
  public void close() {
    // The service's creator closes it.
  }

  private static LocalHttpRequest convert(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    Map<String, List<String>> headers = new LinkedHashMap<>();
    http.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new LocalHttpRequest(
        http.method().name(),
        java.net.URLDecoder.decode(
            http.encodedPath().replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8),
        http.encodedQueryParameters().orElse(""),
        headers,
        body(request));
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    ContentStreamProvider provider = request.contentStreamProvider().get();
    try (InputStream stream = provider.newStream()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      stream.transferTo(bytes);
      return bytes.toByteArray();
    }
  }

  private static HttpExecuteResponse convert(LocalHttpResponse response) {
    SdkHttpFullResponse.Builder http = SdkHttpFullResponse.builder().statusCode(response.status());
    response.headers().forEach(http::putHeader);
    http.putHeader("content-length", String.valueOf(response.body().length));
    AbortableInputStream body =
        AbortableInputStream.create(new ByteArrayInputStream(response.body()));
    return HttpExecuteResponse.builder()
        .response(http.content(body).build())
        .responseBody(body)
        .build();
  }
}
