package dev.sluice.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** HTTP server that records requests and sends the given responses, or 200 with an empty import. */
final class ApiStub implements AutoCloseable {

  record RecordedRequest(String method, String path, JsonNode body) {}

  private record StubbedResponse(int status, String body) {}

  private static final String IMPORTED = "{\"imported\":1,\"rejected\":[]}";

  private final List<RecordedRequest> recorded = Collections.synchronizedList(new ArrayList<>());
  private final Deque<StubbedResponse> replies = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  ApiStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<RecordedRequest> requests() {
    return List.copyOf(recorded);
  }

  synchronized void replyNext(int status, String body) {
    replies.add(new StubbedResponse(status, body));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void respond(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    recorded.add(
        new RecordedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            body.length == 0
                ? JsonText.emptyObject()
                : JsonText.parse(new String(body, StandardCharsets.UTF_8))));
    StubbedResponse reply = next();
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized StubbedResponse next() {
    return replies.isEmpty() ? new StubbedResponse(200, IMPORTED) : replies.removeFirst();
  }
}
