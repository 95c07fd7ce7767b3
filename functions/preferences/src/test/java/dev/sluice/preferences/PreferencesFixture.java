package dev.sluice.preferences;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.branding.BrandingStore;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.memory.InMemoryBrandingStore;
import dev.sluice.core.memory.InMemoryCampaignStore;
import dev.sluice.core.memory.InMemoryRuleStores;
import dev.sluice.core.memory.InMemoryShardStore;
import dev.sluice.core.memory.InMemorySubscribers;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.lambda.http.HttpRequests;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Router;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.preferences.page.PageThemeResolver;
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
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The preferences function with one subscriber, Anna, who gets offers weekly. */
final class PreferencesFixture {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final SubscriberId ANNA = new SubscriberId("anna@example.com");
  static final TopicId OFFERS = new TopicId("offers");
  static final SendPolicy POLICY =
      new SendPolicy(1, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ofDays(3));
  static final String URLENCODED = "application/x-www-form-urlencoded";
  static final String CLICK = "List-Unsubscribe=One-Click";

  final SettableClock clock = new SettableClock(NOW);
  final InMemorySubscribers subscribers = new InMemorySubscribers();
  final InMemoryRuleStores rules = new InMemoryRuleStores();
  final InMemoryBrandingStore branding = new InMemoryBrandingStore();
  final InMemoryCampaignStore campaigns = new InMemoryCampaignStore(clock);
  final List<String> logged = new ArrayList<>();

  final InMemoryShardStore shards = new InMemoryShardStore();
  final List<DomainEvent> events = new ArrayList<>();

  /** The active campaigns. */
  final List<ActiveCampaigns.ActiveCampaign> activeCampaigns = new ArrayList<>();

  /** Records and fails calls to the stores of topics, branding, policy and names. */
  final StoreFaultInjector storeFaults = new StoreFaultInjector();

  final ContendedStores stores = new ContendedStores(subscribers, storeFaults);
  final MessageLinks links = new MessageLinks(clock);

  private final PageThemeResolver themes =
      new PageThemeResolver(
          storeFaults.wrap("branding", BrandingStore.class, branding),
          Languages.installed(),
          "1 Lock Lane\nWatergate");
  private final Router router = createRouter();
  private final HttpFunction function =
      new HttpFunction(router, PreferencesRouter.errorRenderer(themes));

  PreferencesFixture() {
    rules.save(topic("Offers"));
    add(ANNA);
    setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
  }

  static Topic topic(String name) {
    return new Topic(OFFERS, name, "What is on sale", Topic.OptInMode.OPT_OUT, Cadence.DAILY);
  }

  void add(SubscriberId id) {
    putSubscriber(id, Optional.empty(), Optional.empty());
  }

  /** Moves Anna to another zone. */
  void moveToZone(String zone) {
    putSubscriber(ANNA, Optional.of(ZoneId.of(zone)), Optional.empty());
  }

  /** Sets Anna's language. */
  void setLanguage(String language) {
    putSubscriber(ANNA, Optional.empty(), Optional.of(Locale.forLanguageTag(language)));
  }

  private void putSubscriber(SubscriberId id, Optional<ZoneId> zone, Optional<Locale> locale) {
    subscribers.save(
        new Subscriber(
            id,
            new EmailAddress("anna@example.com"),
            zone,
            locale,
            LifecycleStage.ACTIVE,
            Map.of()));
  }

  /** Adds a campaign of offers that started an hour ago. */
  void addActiveCampaign(CampaignId id) {
    activeCampaigns.add(
        new ActiveCampaigns.ActiveCampaign(
            new TrackedCampaign(
                offers(id, "Sale", NOW.minus(Duration.ofHours(1))),
                CampaignState.ACTIVE,
                1,
                NOW,
                1),
            topic("Offers"),
            new Criterion.Everyone()));
  }

  /** Creates a campaign of offers, without activating it. */
  void createCampaign(String id, String name) {
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
        Map.of(),
        List.of());
  }

  void setChoice(TopicChoice choice) {
    subscribers.commit(state().with(state().consents().withChoice(OFFERS, choice)));
  }

  Set<String> routes() {
    return router.keys();
  }

  String unsubscribeLink() {
    return links.unsubscribePath(ANNA);
  }

  String preferencesLink() {
    return links.preferencesPath(ANNA);
  }

  void updateState(UnaryOperator<SubscriberState> change) {
    subscribers.commit(change.apply(state()));
  }

  void advanceClock(Duration time) {
    clock.set(clock.instant().plus(time));
  }

  SubscriberState state() {
    return subscribers.find(ANNA).orElseThrow().state();
  }

  Optional<TopicChoice> choice() {
    return Optional.ofNullable(state().consents().choices().get(OFFERS));
  }

  boolean hasUnsubscribed() {
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

  /** Sends a request to a target: a path, optionally with a query. */
  HttpResponse call(String method, String target, Map<String, String> headers, String body) {
    return function.respond(
        HttpRequests.create(router.keys(), method, target, headers, body), CapturedLog.to(logged));
  }

  /** Handles an event as Lambda passes it. */
  JsonNode handleEvent(byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    function.handle(new ByteArrayInputStream(event), out, CapturedLog.to(logged));
    return Json.parse(out.toString(UTF_8));
  }

  private Router createRouter() {
    ConsentService consents =
        new ConsentService(clock, stores, this::activeCampaigns, shards, events::addAll);
    LinkResolver resolver =
        new LinkResolver(
            links.tokens(), stores, storeFaults.wrap("topics", TopicStore.class, rules));
    LinkFilter filter = new LinkFilter(resolver, themes);
    return PreferencesRouter.create(
        new UnsubscribeResource(filter, consents),
        new PreferenceCenterResource(
            filter,
            consents,
            storeFaults.wrap("policy", PolicyStore.class, rules),
            storeFaults.wrap("names", CampaignNameResolver.class, campaigns),
            clock),
        new PersonalDataResource(
            filter,
            new PersonalDataExport(clock, subscribers, this::activeCampaigns, campaigns),
            new ErasureService(
                clock,
                stores,
                subscribers,
                () -> new ErasureKey(new byte[32]),
                shards,
                events::addAll)));
  }

  private ActiveCampaigns activeCampaigns() {
    return new ActiveCampaigns(POLICY, activeCampaigns);
  }

  /** Returns the text of a page without its markup and style. */
  static String text(HttpResponse page) {
    return Arrays.stream(page.body().replaceAll("(?s)<style>.*</style>", "").split("<[^>]*>"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
