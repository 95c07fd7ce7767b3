package dev.sluice.preferences;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.aws.desk.PersonalData;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Router;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.LoggedContext;
import dev.sluice.mail.words.Languages;
import dev.sluice.preferences.page.Looks;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.branding.BrandingStore;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.memory.MemoryBranding;
import dev.sluice.scheduling.memory.MemoryCampaignStore;
import dev.sluice.scheduling.memory.MemoryRules;
import dev.sluice.scheduling.memory.MemoryShardStore;
import dev.sluice.scheduling.memory.MemorySubscribers;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Anna, who gets offers weekly, and the function that her messages' links lead to. */
final class Mailing {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final SubscriberId ANNA = new SubscriberId("anna@example.com");
  static final TopicId OFFERS = new TopicId("offers");
  static final SendPolicy POLICY =
      new SendPolicy(1, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ofDays(3));
  static final String URLENCODED = "application/x-www-form-urlencoded";
  static final String CLICK = "List-Unsubscribe=One-Click";

  final SettableClock clock = new SettableClock(NOW);
  final MemorySubscribers subscribers = new MemorySubscribers();
  final MemoryRules rules = new MemoryRules();
  final MemoryBranding branding = new MemoryBranding();
  final MemoryCampaignStore campaigns = new MemoryCampaignStore(clock);
  final List<String> logged = new ArrayList<>();

  final MemoryShardStore shards = new MemoryShardStore();
  final List<DomainEvent> events = new ArrayList<>();

  /** What there is to send, apart from what tests plan themselves. */
  final List<Agenda.Item> agenda = new ArrayList<>();

  /** Between the function and whatever else it asks. */
  final Wires wires = new Wires();

  final RacedStores stores = new RacedStores(subscribers, wires);
  final MessageLinks links = new MessageLinks(clock);

  private final LinkReader reader =
      new LinkReader(links.signed(), stores, wires.to("topics", TopicStore.class, rules));
  private final Looks looks =
      new Looks(
          wires.to("branding", BrandingStore.class, branding),
          Languages.installed(),
          "1 Lock Lane\nWatergate");
  private final CentreReader centres =
      new CentreReader(
          wires.to("policy", PolicyStore.class, rules),
          wires.to("names", CampaignNames.class, campaigns),
          clock);
  private final Desks desks =
      new Desks(
          new ConsentDesk(office()),
          new ErasureDesk(office(), stores.erasures(), () -> new ErasureKey(new byte[32])),
          new PersonalData(office(), campaigns));
  private final Router router = Api.router(reader, looks, centres, desks);
  private final HttpFunction function = new HttpFunction(router, Api.refusals(looks));

  Mailing() {
    rules.put(topic("Offers"));
    add(ANNA);
    choose(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
  }

  static Topic topic(String name) {
    return new Topic(OFFERS, name, "What is on sale", Topic.Joining.OPT_OUT, Cadence.DAILY);
  }

  void add(SubscriberId id) {
    put(id, Optional.empty(), Optional.empty());
  }

  /** Moves Anna to another zone. */
  void live(String zone) {
    put(ANNA, Optional.of(ZoneId.of(zone)), Optional.empty());
  }

  /** Lets Anna read another language. */
  void read(String language) {
    put(ANNA, Optional.empty(), Optional.of(Locale.forLanguageTag(language)));
  }

  private void put(SubscriberId id, Optional<ZoneId> zone, Optional<Locale> locale) {
    subscribers.put(
        new Subscriber(
            id,
            new EmailAddress("anna@example.com"),
            zone,
            locale,
            LifecycleStage.ACTIVE,
            Map.of()));
  }

  /** Puts a campaign of offers on the agenda, of the last hour. */
  void announce(CampaignId id) {
    agenda.add(
        new Agenda.Item(
            new TrackedCampaign(
                offers(id, "Sale", NOW.minus(Duration.ofHours(1))),
                CampaignState.ACTIVE,
                1,
                NOW,
                1),
            topic("Offers"),
            new Criterion.Everyone()));
  }

  /** Creates a campaign to the offers. */
  void campaign(String id, String name) {
    campaigns.create(offers(new CampaignId(id), name, NOW), NOW);
  }

  private static Campaign offers(CampaignId id, String name, Instant start) {
    return new Campaign(
        id,
        name,
        OFFERS,
        List.of(),
        List.of(),
        List.of(new Variant("a", 1, "Subject", "<p>Hello</p>", "Hello")),
        Priority.NORMAL,
        start,
        NOW.plus(Duration.ofDays(30)),
        WhenCapped.WAIT,
        Map.of());
  }

  void choose(TopicChoice choice) {
    subscribers.commit(standing().with(standing().consents().with(OFFERS, choice)));
  }

  List<String> routes() {
    return router.routes().stream().map(route -> route.key()).toList();
  }

  String link() {
    return links.leaving(ANNA);
  }

  String preferencesLink() {
    return links.centre(ANNA);
  }

  void change(UnaryOperator<Standing> change) {
    subscribers.commit(change.apply(standing()));
  }

  void pass(Duration time) {
    clock.set(clock.instant().plus(time));
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

  HttpResponse post(String path, String body) {
    return call("POST", path, Map.of("content-type", URLENCODED), body);
  }

  /** Calls what a target names: a path, and a query behind '?'. */
  HttpResponse call(String method, String target, Map<String, String> headers, String body) {
    String[] parts = target.split("\\?", 2);
    return function.answer(
        new HttpRequest(
            "r-1",
            method,
            parts[0],
            parts.length == 1 ? Map.of() : query(parts[1]),
            headers,
            body.getBytes(UTF_8)),
        new Log(LoggedContext.to(logged)));
  }

  private static Map<String, String> query(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** Answers an event as Lambda hands it over. */
  JsonNode event(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, new Log(LoggedContext.to(logged)));
    return Json.parse(out.toString(UTF_8));
  }

  private Office office() {
    return new Office(
        clock, stores, stores, () -> new Agenda(POLICY, agenda), shards, events::addAll);
  }

  /** Returns the text of a page without its markup and style. */
  static String text(HttpResponse page) {
    return Arrays.stream(page.body().replaceAll("(?s)<style>.*</style>", "").split("<[^>]*>"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
