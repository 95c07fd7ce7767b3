package dev.sluice.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback interface that hands every request to one service. */
public final class LoopbackHttpServer implements AutoCloseable {

  /** Only this machine may call: the server is not hardened for a network. */
  private static final String LOOPBACK = "127.0.0.1";

  /** Connections that may wait to be accepted. */
  private static final int BACKLOG = 256;

  /** The largest request body of an HTTP API, and more than any AWS call used here has. */
  public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  private static final LocalHttpResponse FOREIGN =
      LocalHttpResponse.problem(
          403,
          "Forbidden",
          "Call it as http://localhost or http://127.0.0.1, from no other site's page.");

  private static final System.Logger LOG = System.getLogger(LoopbackHttpServer.class.getName());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackHttpServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds a server; it answers nothing before {@link #serve}.
   *
   * @param port the port, 0 for any free one
   * @throws IOException if the port is taken
   */
  public static LoopbackHttpServer bind(int port) throws IOException {
    return new LoopbackHttpServer(
        HttpServer.create(new InetSocketAddress(LOOPBACK, port), BACKLOG));
  }

  /** Starts to answer with {@code service}. */
  public void serve(LocalHttpService service) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, service));
    server.start();
  }

  /** Returns the server's address, without a slash at the end. */
  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
  }

  /** Stops at once; requests in flight break. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void handle(HttpExchange exchange, LocalHttpService service) {
    try (exchange) {
      if (BrowserGuard.isForeign(exchange.getRequestMethod(), exchange.getRequestHeaders())) {
        send(exchange, FOREIGN);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      LocalHttpResponse response =
          body.length > MAX_BODY_BYTES
              ? LocalHttpResponse.problem(413, "Content too large", "Send at most 10 MiB.")
              : service.handle(request(exchange, body));
      send(exchange, response);
    } catch (IOException e) {
      // The service broke the connection on purpose, or the caller closed it.
      LOG.log(System.Logger.Level.DEBUG, "connection broken: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a request failed", e);
    }
  }

  private static LocalHttpRequest request(HttpExchange exchange, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    URI uri = exchange.getRequestURI();
    return new LocalHttpRequest(
        exchange.getRequestMethod(),
        Objects.requireNonNullElse(uri.getPath(), "/"),
        Objects.requireNonNullElse(uri.getRawQuery(), ""),
        headers,
        body);
  }

  private static void send(HttpExchange exchange, LocalHttpResponse response) throws IOException {
    response.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
    boolean bodiless = response.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
  }
}
