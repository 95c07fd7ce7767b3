package dev.sluice.benchmarks;

import dev.sluice.local.clock.LocalClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A flood of {@value #REQUESTS} requests with unsigned tokens. */
final class InvalidLinkFlood {

  static final int REQUESTS = 10_000;

  /** The statuses for bad tokens: no such link, or the function's concurrency is reached. */
  static final Set<Integer> EXPECTED = Set.of(404, 503);

  /** The throttling limits of the GET and POST routes together, by the template's default. */
  private static final int PER_SECOND = 100;

  /** Twice the function's concurrency, by the template's default. */
  private static final int AT_ONCE = 20;

  /** Bytes of a token of usual length. */
  private static final int TOKEN_BYTES = 50;

  /** A minute until the first dispatch, which starts sending. */
  private static final Duration BEGINS_AFTER = Duration.ofMinutes(1);

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  private final URI base;
  private final LocalClock clock;
  private final ExecutorService threads;
  private final Random random = new Random(1);

  /**
   * Creates a flood.
   *
   * @param base where the API answers
   * @param threads the executor of concurrent requests
   */
  InvalidLinkFlood(URI base, LocalClock clock, ExecutorService threads) {
    this.base = base;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Sends them all, {@value #PER_SECOND} a second of the run's time, and returns how many answers
   * had which status.
   */
  Map<Integer, Integer> run() throws InterruptedException, ExecutionException {
    Map<Integer, Integer> answers = new TreeMap<>();
    Instant start = clock.instant().plus(BEGINS_AFTER);
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int second = 0; second < REQUESTS / PER_SECOND; second++) {
        clock.sleepUntil(start.plusSeconds(second));
        for (int sent = 0; sent < PER_SECOND; sent += AT_ONCE) {
          for (Future<Integer> status : burst(http)) {
            answers.merge(status.get(), 1, Integer::sum);
          }
        }
      }
    }
    return answers;
  }

  private List<Future<Integer>> burst(HttpClient http) {
    return Collections.nCopies(AT_ONCE, http).stream()
        .map(client -> {
          HttpRequest request = request();
          return threads.submit(() -> status(client, request));
        })
        .toList();
  }

  /** Half of the requests are GET, half one-click POST. */
  private HttpRequest request() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    token[0] = 1; // the version that tokens have
    URI link = base.resolve("/u/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    HttpRequest.Builder request = HttpRequest.newBuilder(link).timeout(LONGEST_ANSWER);
    return random.nextBoolean()
        ? request.build()
        : request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .build();
  }

  private static int status(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
