package dev.sluice.ses;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP/1.1 server that keeps connections open and fails on demand, to the byte. */
final class HttpFaultServer implements AutoCloseable {

  /** What it does with a request. */
  sealed interface Behavior {
    /** Answers with a status, an AWS error type (may be empty) and a JSON body. */
    record Respond(int status, String errorType, String json) implements Behavior {}

    /** Closes the connection after reading the request. */
    record HangUp() implements Behavior {}

    /** Never answers. */
    record StaySilent() implements Behavior {}
  }

  /** A request it read. */
  record Request(String line, String body) {}

  private final ServerSocket socket;
  private final Function<Integer, Behavior> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Starts it; {@code answers} is given the number of the request, from 1. */
  HttpFaultServer(Function<Integer, Behavior> answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  static HttpFaultServer always(Behavior answer) {
    return new HttpFaultServer(_ -> answer);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    socket.close();
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      while (true) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        requests.add(new Request(head.lines().findFirst().orElse(""), body(in, head)));
        if (!answer(answers.apply(requests.size()), connection.getOutputStream())) {
          return;
        }
      }
    } catch (IOException | InterruptedException gone) {
      // the client went away, or the test is over
    }
  }

  private boolean answer(Behavior answer, OutputStream out)
      throws IOException, InterruptedException {
    switch (answer) {
      case Behavior.HangUp() -> {
        return false;
      }
      case Behavior.StaySilent() -> {
        closing.await();
        return false;
      }
      case Behavior.Respond(int status, String type, String json) -> {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String error = type.isEmpty() ? "" : "x-amzn-ErrorType: " + type + "\r\n";
        String head =
            "HTTP/1.1 %d X\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(status, error, body.length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return true;
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.US_ASCII);
      }
    }
    return "";
  }

  private static String body(InputStream in, String head) throws IOException {
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .map(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
