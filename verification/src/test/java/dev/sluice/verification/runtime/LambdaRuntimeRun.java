package dev.sluice.verification.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.local.template.FunctionSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One invocation of a function in a process of Lambda's runtime interface client, against a server
 * that plays Lambda's Runtime API, and AWS services that deny everything.
 *
 * @param output the lines of the function's standard output, which are what Lambda logs
 * @param answer what the function returned, or the error that the client reported
 */
record LambdaRuntimeRun(List<String> output, String answer) {

  /** What AWS answers: with an address, as real messages have. */
  static final String DENIAL =
      "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\","
          + "\"message\":\"anna@example.com is not authorized\"}";

  static final String AWS_REQUEST_ID = "AWSREQUEST1";

  private static final String RUNTIME = "/2018-06-01/runtime/";

  /** Longer than the start of a process takes on a busy machine. */
  private static final long PATIENCE_SECONDS = 120;

  static LambdaRuntimeRun invoke(FunctionSpec function, String event) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> waitsForNext = new CompletableFuture<>();
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> respond(exchange, 400, DENIAL));
    server.createContext(
        RUNTIME,
        exchange -> {
          if (!exchange.getRequestURI().getPath().endsWith("/next")) {
            answer.complete(body(exchange));
            respond(exchange, 202, "");
          } else if (asked.getAndIncrement() == 0) {
            respond(exchange, 200, event);
          } else {
            waitsForNext.complete(true);
          }
        });
    server.start();
    try {
      Process process = start(function, server.getAddress());
      var unused =
          process
              .onExit()
              .thenRun(() -> {
                IOException ended = new IOException("the process has ended");
                answer.completeExceptionally(ended);
                waitsForNext.completeExceptionally(ended);
              });
      CompletableFuture<List<String>> output =
          CompletableFuture.supplyAsync(
              () -> process.inputReader(StandardCharsets.UTF_8).lines().toList());
      try {
        String answered = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        waitsForNext.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroy();
        return new LambdaRuntimeRun(output.get(PATIENCE_SECONDS, TimeUnit.SECONDS), answered);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      server.stop(0);
    }
  }

  private static Process start(FunctionSpec function, InetSocketAddress server) throws IOException {
    String address = "127.0.0.1:" + server.getPort();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                function.handler())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.putAll(function.environment());
    environment.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API", address,
            "AWS_LAMBDA_FUNCTION_NAME", function.logicalId(),
            "AWS_LAMBDA_FUNCTION_VERSION", "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
            "AWS_LAMBDA_LOG_FORMAT", "JSON",
            "AWS_LAMBDA_LOG_LEVEL", "TRACE",
            "AWS_ENDPOINT_URL", "http://" + address));
    environment.putAll(
        Map.of(
            "AWS_REGION", "eu-north-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "_HANDLER", function.handler()));
    return builder.start();
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    // The client's native code crashes without a content type.
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "lambda-request-1");
    exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", "4102444800000");
    exchange
        .getResponseHeaders()
        .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-north-1:0:function:f");
    exchange.getResponseHeaders().add("x-amzn-RequestId", AWS_REQUEST_ID);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }
}
