package dev.sluice.preferences;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Router;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.LoggedContext;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Anna, who gets offers weekly, and the function that her messages' links lead to. */
final class Mailing implements StandingStore {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final SubscriberId ANNA = new SubscriberId("anna@example.com");
  static final TopicId OFFERS = new TopicId("offers");
  static final String URLENCODED = "application/x-www-form-urlencoded";
  static final String CLICK = "List-Unsubscribe=One-Click";

  final SettableClock clock = new SettableClock(NOW);
  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryRules rules = new MemoryRules();
  final List<String> logged = new ArrayList<>();

  /** What was asked of the store, in order. */
  final List<String> calls = new ArrayList<>();

  /** Whether the mail program clicks as well, just before the next commit. */
  boolean clickedTwice;

  /** Commits that are still to be lost to somebody else. */
  int losses;

  private LinkKeys keys = new LinkKeys(key(1), Optional.empty());
  private final SignedLinks links = new SignedLinks(() -> keys, Duration.ofDays(400), clock);
  private final Router router =
      new Router(
          new LinksResource(new LinkReader(links, this, rules), new OptOut(this, clock)).routes());
  private final HttpFunction function = new HttpFunction(router);

  Mailing() {
    rules.put(topic("Offers"));
    add(ANNA);
    choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
  }

  static Topic topic(String name) {
    return new Topic(OFFERS, name, "What is on sale", Topic.Joining.OPT_OUT, Cadence.DAILY);
  }

  void add(SubscriberId id) {
    subscribers.put(
        new Subscriber(
            id,
            new EmailAddress("anna@example.com"),
            Optional.empty(),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of()));
  }

  void choose(TopicChoice choice) {
    subscribers.commit(standing().with(standing().consents().with(OFFERS, choice)));
  }

  List<String> routes() {
    return router.routes().stream().map(route -> route.key()).toList();
  }

  String link() {
    return "/u/" + links.sign(LinkClaims.unsubscribe(ANNA.value(), OFFERS.value(), "spring"));
  }

  String preferencesLink() {
    return "/p/" + links.sign(LinkClaims.preferences(ANNA.value()));
  }

  /** Signs what this function signs, and what others may try here. */
  String token(LinkClaims claims) {
    return links.sign(claims);
  }

  String linkOf(SubscriberId id) {
    return "/u/" + links.sign(LinkClaims.unsubscribe(id.value(), OFFERS.value(), "spring"));
  }

  void pass(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  void rotateKeys(int number) {
    keys = keys.rotatedTo(key(number));
  }

  Standing standing() {
    return subscribers.read(ANNA).orElseThrow().standing();
  }

  Optional<TopicChoice> choice() {
    return Optional.ofNullable(standing().consents().choices().get(OFFERS));
  }

  boolean hasLeft() {
    return choice().orElseThrow().subscription() == Subscription.UNSUBSCRIBED;
  }

  HttpResponse get(String path) {
    return call("GET", path, Map.of(), "");
  }

  HttpResponse click(String path) {
    return call("POST", path, Map.of("content-type", URLENCODED), CLICK);
  }

  HttpResponse call(String method, String path, Map<String, String> headers, String body) {
    return function.answer(
        new HttpRequest("r-1", method, path, Map.of(), headers, body.getBytes(UTF_8)),
        new Log(LoggedContext.to(logged)));
  }

  /** Answers an event as Lambda hands it over. */
  JsonNode event(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, new Log(LoggedContext.to(logged)));
    return Json.parse(out.toString(UTF_8));
  }

  @Override
  public Optional<SubscriberRecord> read(SubscriberId id) {
    calls.add("read standing");
    return subscribers.read(id);
  }

  @Override
  public Commit commit(Standing changed) {
    calls.add("commit");
    if (clickedTwice) {
      clickedTwice = false;
      click(link());
    }
    if (losses > 0) {
      losses--;
      subscribers.commit(subscribers.read(changed.subscriber()).orElseThrow().standing());
    }
    return subscribers.commit(changed);
  }

  private static LinkKey key(int number) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) number);
    return LinkKey.of(secret);
  }

  /** Returns the text of a page without its markup and style. */
  static String text(HttpResponse page) {
    return Arrays.stream(page.body().replaceAll("(?s)<style>.*</style>", "").split("<[^>]*>"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
