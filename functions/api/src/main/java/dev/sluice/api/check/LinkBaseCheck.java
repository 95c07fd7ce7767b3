package dev.sluice.api.check;

import dev.sluice.lambda.StackId;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the base URL of links leads to this stack: requests a link that no message contains,
 * and compares the stack id in the response.
 *
 * @param base the parameter LinkBaseUrl
 * @param stackId the id that this stack's responses carry
 */
record LinkBaseCheck(Probe probe, String base, String stackId) {

  static final String CODE = "links.base-url";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String REMEDY =
      "Set LinkBaseUrl to the ApiUrl output of this stack, or to a custom domain of its API, and"
          + " deploy again. Messages that were sent before keep the old links.";

  /** A request to a public address. */
  @FunctionalInterface
  interface Probe {

    /** Requests an address and returns the status and the stack id of the response. */
    Response get(URI address) throws IOException;
  }

  /**
   * What an address answered.
   *
   * @param stackId the stack id in the response, if there is one
   */
  record Response(int status, Optional<String> stackId) {}

  List<CheckFinding> run() {
    return List.of(find());
  }

  private CheckFinding find() {
    URI address = URI.create(base + "/u/doctor");
    Response response;
    try {
      response = probe.get(address);
    } catch (IOException e) {
      return CheckFinding.problem(
          CODE,
          "%s does not answer (%s)".formatted(base, e.getClass().getSimpleName()),
          "The links in messages do not work: no one can unsubscribe by them.",
          REMEDY);
    }
    if (response.stackId().filter(stackId::equals).isPresent()) {
      return CheckFinding.ok(CODE, base + " leads to this stack");
    }
    return CheckFinding.problem(
        CODE,
        response.stackId().isPresent()
            ? base + " leads to another stack of Sluice"
            : "%s answers with status %d and is not this stack".formatted(base, response.status()),
        "The links in messages do not work: no one can unsubscribe by them.",
        REMEDY);
  }

  /** Requests over HTTP, without following redirects: mail programs post to the address itself. */
  static Response overHttp(URI address) throws IOException {
    if (!(address.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("not an HTTP address");
    }
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setInstanceFollowRedirects(false);
    try {
      int status = connection.getResponseCode();
      return new Response(status, Optional.ofNullable(connection.getHeaderField(StackId.HEADER)));
    } finally {
      connection.disconnect();
    }
  }
}
