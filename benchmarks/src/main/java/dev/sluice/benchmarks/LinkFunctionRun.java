package dev.sluice.benchmarks;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.lambda.AwsClients;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.template.SamTemplate;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkTokens;
import dev.sluice.secrets.LinkKeyProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run of the function behind links on template.yaml, with subscribers who received links.
 *
 * <p>Time stands still, so that nothing else runs while a request is answered.
 */
final class LinkFunctionRun implements AutoCloseable {

  static final String FUNCTION = "PreferencesFunction";

  /** Subscribers whose links are opened in turn: enough for every shard. */
  static final int PEOPLE = 1_000;

  /** Subscribers per import batch. */
  private static final int BATCH = 100;

  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  /** A day more than the validity of links. */
  private static final Duration EXPIRED_AGE = LinkKeyProvider.LINK_VALIDITY.plusDays(1);

  private static final String EVENT =
      """
      {"version":"2.0","routeKey":"%1$s /u/{token}","rawPath":"/u/%2$s","rawQueryString":"",
       "headers":{"accept":"text/html"},
       "requestContext":{"http":{"method":"%1$s","path":"/u/%2$s"},"requestId":"bench"},
       "pathParameters":{"token":"%2$s"},"isBase64Encoded":false}
      """;

  private final LocalRun run;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService executor;
  private final Random random;

  /**
   * Starts it.
   *
   * @param executor the executor of the link tokens' context; it runs nothing concurrently
   * @param random the source of forged bytes
   */
  LinkFunctionRun(SamTemplate template, ExecutorService executor, Random random)
      throws IOException {
    this.executor = executor;
    this.random = random;
    this.run =
        LocalRun.of(template).clock(new VirtualClock(NOW)).listener(this::recordCall).start();
    fill(ApiClient.unsigned(run.baseUrl()));
    calls.clear();
  }

  /** Returns the event of a GET of a link of this kind to one of the people. */
  byte[] event(LinkKind kind, int person) {
    return EVENT.formatted("GET", token(kind, person)).getBytes(StandardCharsets.UTF_8);
  }

  /** Invokes the function; {@link #calls} then returns its AWS calls. */
  byte[] invoke(byte[] event) {
    calls.clear();
    return run.invoke(FUNCTION, event);
  }

  /** Returns the AWS calls of the last invocation, in order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    run.close();
  }

  private String token(LinkKind kind, int person) {
    LinkClaims claims = LinkClaims.unsubscribe(id(person), "offers", "spring");
    return switch (kind) {
      case GOOD -> links(NOW).sign(claims);
      case FORGED -> forged(links(NOW).sign(claims));
      case FOREIGN -> linksWithOtherKey().sign(claims);
      case OTHER_PURPOSE -> links(NOW).sign(LinkClaims.preferences(id(person)));
      case EXPIRED -> links(NOW.minus(EXPIRED_AGE)).sign(claims);
      case ERASED -> links(NOW).sign(LinkClaims.unsubscribe("e" + person, "offers", "spring"));
    };
  }

  /** Returns random bytes of the same length, with a token's version. */
  private String forged(String token) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    byte version = bytes[0];
    random.nextBytes(bytes);
    bytes[0] = version;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private LinkTokens links(Instant at) {
    Map<String, String> environment = run.stack().function(FUNCTION).orElseThrow().environment();
    AwsClients clients = run.clients();
    InstantSource clock = InstantSource.fixed(at);
    return LinkKeyProvider.linkTokens(
        new FunctionContext(
            environment,
            clock,
            _ -> {},
            executor,
            clients,
            new FunctionLog(environment, clock, _ -> {})));
  }

  private LinkTokens linksWithOtherKey() {
    byte[] secret = new byte[LinkKey.MIN_SECRET_BYTES];
    random.nextBytes(secret);
    LinkKeys keys = new LinkKeys(LinkKey.of(secret), Optional.empty());
    return new LinkTokens(() -> keys, LinkKeyProvider.LINK_VALIDITY, InstantSource.fixed(NOW));
  }

  private static void fill(ApiClient api) {
    api.put(
        "/topics/offers",
        JsonText.parse("{\"name\":\"Offers\",\"description\":\"What is on sale\"}"));
    for (int from = 0; from < PEOPLE; from += BATCH) {
      ObjectNode body = JsonText.emptyObject();
      ArrayNode people = body.putArray("subscribers");
      for (int person = from; person < from + BATCH; person++) {
        people.addObject().put("id", id(person)).put("address", id(person) + "@example.com");
      }
      api.post("/subscribers/batch", body);
    }
  }

  private static String id(int person) {
    return "p" + person;
  }

  private void recordCall(AwsCall call) {
    if (call.function().equals(FUNCTION)) {
      calls.add(call.service() + " " + call.operation());
    }
  }
}
