package dev.sluice.local.ses;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesFaultInjector.SesFault;
import dev.sluice.local.template.ResolvedStack.SesEventDestination;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An emulator of SES v2 for the unchanged AWS SDK: SendEmail with simple content, GetAccount,
 * PutAccountSendingAttributes, the account-level suppression list, identities, configuration sets
 * and their event destinations.
 *
 * <p>It enforces the quota in the run's time: per second by a token bucket ({@link SesSendQuota}),
 * per rolling 24 hours by the second. What it accepts goes to the mailbox.
 */
public final class SesEmulator implements LocalHttpService {

  private static final Pattern DESTINATIONS =
      Pattern.compile("GET /configuration-sets/([^/]+)/event-destinations/?");

  private final LocalMailbox mailbox;
  private final InstantSource clock;
  private final SesFaultInjector faults;
  private final Set<String> configurationSets = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> throttled = new ConcurrentHashMap<>();
  private final RollingDayCounter day = new RollingDayCounter();
  private final EmulatedSuppressionList suppressions;
  private final EmulatedIdentities identities = new EmulatedIdentities();
  private final SendRateLimiter rate;
  private SesSendQuota quota;
  private volatile SesAcceptanceListener events = SesAcceptanceListener.NONE;
  private volatile List<SesEventDestination> destinations = List.of();
  private boolean sendingEnabled = true;
  private boolean productionAccess = true;
  private String enforcement = "HEALTHY";
  private long sequence;

  /**
   * Creates an emulator; messages of the last 24 hours in the mailbox count towards its quota.
   *
   * @param configurationSets the sets that exist; if empty, any name is taken
   */
  public SesEmulator(
      LocalMailbox mailbox,
      InstantSource clock,
      SesSendQuota quota,
      Set<String> configurationSets) {
    this.mailbox = mailbox;
    this.clock = clock;
    this.quota = quota;
    this.faults = new SesFaultInjector(0);
    this.suppressions = new EmulatedSuppressionList(clock);
    this.configurationSets.addAll(configurationSets);
    this.rate = new SendRateLimiter(quota, clock.instant());
    this.sequence = mailbox.received();
    mailbox.messages().forEach(message -> day.add(message.to().size(), message.at()));
  }

  /** Returns the fault injector of this emulator. */
  public SesFaultInjector faults() {
    return faults;
  }

  /** Returns the mailbox of accepted messages. */
  public LocalMailbox mailbox() {
    return mailbox;
  }

  /** Returns the account-level suppression list. */
  public EmulatedSuppressionList suppressions() {
    return suppressions;
  }

  /** Returns the identities. */
  public EmulatedIdentities identities() {
    return identities;
  }

  /** Sets the event destinations that SES reports for its configuration sets. */
  public void setEventDestinations(List<SesEventDestination> reported) {
    destinations = List.copyOf(reported);
  }

  /** Puts the account into the sandbox, or gives it production access; GetAccount reports it. */
  public synchronized void setProductionAccess(boolean granted) {
    productionAccess = granted;
  }

  /** Sets the listener that receives every message accepted from now on. */
  public void setAcceptanceListener(SesAcceptanceListener listener) {
    events = listener;
  }

  /** Changes the account's quota from now on. */
  public synchronized void setQuota(SesSendQuota granted) {
    quota = granted;
    rate.setQuota(granted, clock.instant());
  }

  /** Switches sending for the account on or off. */
  public synchronized void setSendingEnabled(boolean enabled) {
    sendingEnabled = enabled;
  }

  /** Sets the account's {@code EnforcementStatus}: HEALTHY, PROBATION or SHUTDOWN. */
  public synchronized void setEnforcementStatus(String status) {
    enforcement = status;
    sendingEnabled = sendingEnabled && !status.equals("SHUTDOWN");
  }

  /**
   * Returns how many calls with this configuration set ({@code ""} for none) got a 429 because rate
   * or quota were exceeded; injected ones are not counted.
   */
  public long throttledCount(String configurationSet) {
    return throttled.getOrDefault(configurationSet, 0L);
  }

  /** Returns the recipients of the last 24 hours. */
  public synchronized long sentLast24Hours() {
    return day.sum(clock.instant());
  }

  /** Returns whether this endpoint answers a path. */
  public static boolean serves(String path) {
    return path.startsWith("/v2/email/");
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) throws IOException {
    try {
      String route = request.method() + " " + request.path().replaceFirst("^/v2/email", "");
      return switch (route) {
        case "POST /outbound-emails" -> send(json(request));
        case "GET /account" -> account();
        case "PUT /account/sending" -> putSending(json(request));
        case "POST /identities" ->
            ok(JsonMapper.shared().createObjectNode().put("VerifiedForSendingStatus", true));
        case "POST /configuration-sets" -> createSet(json(request));
        case "PUT " + EmulatedSuppressionList.PATH -> suppressions.put(json(request));
        default -> handleNamed(route);
      };
    } catch (SesEmulatorException e) {
      return e.response();
    }
  }

  /** Answers the routes that name an identity, a configuration set or an address. */
  private LocalHttpResponse handleNamed(String route) {
    if (route.startsWith("GET " + EmulatedIdentities.PATH)) {
      return identities.get(route.substring(("GET " + EmulatedIdentities.PATH).length()));
    }
    Matcher set = DESTINATIONS.matcher(route);
    return set.matches() ? eventDestinations(set.group(1)) : handleSuppressionCall(route);
  }

  private LocalHttpResponse eventDestinations(String set) {
    if (!configurationSets.isEmpty() && !configurationSets.contains(set)) {
      throw SesEmulatorException.notFound("Configuration set <" + set + "> does not exist.");
    }
    ObjectNode json = JsonMapper.shared().createObjectNode();
    ArrayNode array = json.putArray("EventDestinations");
    destinations.stream()
        .filter(destination -> destination.configurationSet().equals(set))
        .forEach(destination -> {
          ObjectNode each = array.addObject().put("Name", "feedback").put("Enabled", true);
          ArrayNode types = each.putArray("MatchingEventTypes");
          destination.types().forEach(types::add);
          each.putObject("EventBridgeDestination").put("EventBusArn", destination.bus());
        });
    return ok(json);
  }

  /** Answers the routes that end in an address. */
  private LocalHttpResponse handleSuppressionCall(String route) {
    String[] parts = route.split(" " + EmulatedSuppressionList.PATH + "/", 2);
    return switch (parts.length == 2 ? parts[0] : "") {
      case "GET" -> suppressions.get(parts[1]);
      case "DELETE" -> suppressions.delete(parts[1]);
      default -> throw SesEmulatorException.notFound("Nothing here answers " + route + ".");
    };
  }

  private LocalHttpResponse send(JsonNode call) throws IOException {
    ReceivedMessage asked = SendEmailRequestParser.parse(call, clock.instant());
    Optional<SesFault> fault = faults.nextFault(asked.to());
    failBefore(fault, asked);
    ReceivedMessage message = asked.withId(admit(asked));
    mailbox.accept(message);
    events.onAccepted(message);
    failAfter(fault);
    return ok(JsonMapper.shared().createObjectNode().put("MessageId", message.id()));
  }

  private static void failBefore(Optional<SesFault> fault, ReceivedMessage message)
      throws IOException {
    if (fault.isEmpty()) {
      return;
    }
    switch (fault.get()) {
      case THROTTLED -> throw SesEmulatorException.throttled(SesEmulatorException.RATE_EXCEEDED);
      case SERVER_ERROR ->
          throw new SesEmulatorException(500, "InternalFailure", "Injected before accepting.");
      case LOST_BEFORE_ACCEPTING -> throw new IOException("injected: connection lost");
      case REFUSED -> throw SesEmulatorException.rejected("Injected: this message is refused.");
      case NOT_VERIFIED ->
          throw SesEmulatorException.rejected(
              "Email address is not verified. The following identities failed the check in region"
                  + " LOCAL: "
                  + String.join(", ", message.to()));
      case SERVER_ERROR_AFTER_ACCEPTING, LOST_AFTER_ACCEPTING -> {}
    }
  }

  private static void failAfter(Optional<SesFault> fault) throws IOException {
    if (fault.filter(f -> f == SesFault.LOST_AFTER_ACCEPTING).isPresent()) {
      throw new IOException("injected: answer lost");
    }
    if (fault.filter(f -> f == SesFault.SERVER_ERROR_AFTER_ACCEPTING).isPresent()) {
      throw new SesEmulatorException(500, "InternalFailure", "Injected after accepting.");
    }
  }

  /** Lets a message pass, with its id, or throws; checks and counts in one step. */
  private synchronized String admit(ReceivedMessage message) {
    String set = message.configurationSet().orElse("");
    if (!set.isEmpty() && !configurationSets.isEmpty() && !configurationSets.contains(set)) {
      throw SesEmulatorException.notFound("Configuration set <" + set + "> does not exist.");
    }
    if (!sendingEnabled) {
      throw new SesEmulatorException(
          400, "SendingPausedException", "Sending is disabled for your account.");
    }
    int recipients = message.to().size();
    boolean limited = quota.recipientsPer24Hours() != SesSendQuota.UNLIMITED;
    if (limited && day.sum(message.at()) + recipients > quota.recipientsPer24Hours()) {
      throw countThrottled(
          set, SesEmulatorException.throttled(SesEmulatorException.DAILY_EXCEEDED));
    }
    if (!rate.allows(recipients, message.at())) {
      throw countThrottled(set, SesEmulatorException.throttled(SesEmulatorException.RATE_EXCEEDED));
    }
    rate.take(recipients);
    day.add(recipients, message.at());
    return nextId(message.at());
  }

  private SesEmulatorException countThrottled(String set, SesEmulatorException error) {
    throttled.merge(set, 1L, Long::sum);
    return error;
  }

  private synchronized LocalHttpResponse account() {
    ObjectNode account =
        JsonMapper.shared()
            .createObjectNode()
            .put("DedicatedIpAutoWarmupEnabled", false)
            .put("EnforcementStatus", enforcement)
            .put("ProductionAccessEnabled", productionAccess)
            .put("SendingEnabled", sendingEnabled);
    account
        .putObject("SendQuota")
        .put("Max24HourSend", (double) quota.recipientsPer24Hours())
        .put("MaxSendRate", quota.recipientsPerSecond())
        .put("SentLast24Hours", (double) day.sum(clock.instant()));
    account
        .putObject("SuppressionAttributes")
        .putArray("SuppressedReasons")
        .add("BOUNCE")
        .add("COMPLAINT");
    return ok(account);
  }

  private LocalHttpResponse putSending(JsonNode call) {
    setSendingEnabled(call.path("SendingEnabled").asBoolean(false));
    return ok(JsonMapper.shared().createObjectNode());
  }

  private LocalHttpResponse createSet(JsonNode call) {
    configurationSets.add(call.path("ConfigurationSetName").asString(""));
    return ok(JsonMapper.shared().createObjectNode());
  }

  /** Unique in this mailbox, also across restarts: the instant and the number of acceptance. */
  private String nextId(Instant at) {
    return "%012x-%08x".formatted(at.toEpochMilli(), sequence++);
  }

  private static LocalHttpResponse ok(ObjectNode body) {
    return LocalHttpResponse.of(200, "application/json", body.toString());
  }

  private static JsonNode json(LocalHttpRequest request) {
    try {
      return JsonMapper.shared().readTree(request.body());
    } catch (JacksonException e) {
      throw SesEmulatorException.badRequest("The body is not JSON.");
    }
  }

  /** A listener that receives the messages that SES accepts. */
  @FunctionalInterface
  public interface SesAcceptanceListener {

    /** Ignores every message. */
    SesAcceptanceListener NONE = _ -> {};

    /** Receives a message that was accepted now. */
    void onAccepted(ReceivedMessage message);
  }

  /**
   * The recipients of the last 24 hours, counted by the second of sending: what was sent in second
   * s counts until s + 86,400, when it is free again.
   */
  static final class RollingDayCounter {

    private static final long SECONDS = Duration.ofDays(1).toSeconds();

    private final Deque<Second> seconds = new ArrayDeque<>();
    private long total;

    private record Second(long epochSecond, long recipients) {}

    void add(long recipients, Instant at) {
      long second = at.getEpochSecond();
      Second last = seconds.peekLast();
      if (last != null && last.epochSecond() >= second) {
        seconds.removeLast();
        seconds.addLast(new Second(last.epochSecond(), last.recipients() + recipients));
      } else {
        seconds.addLast(new Second(second, recipients));
      }
      total += recipients;
    }

    long sum(Instant now) {
      long oldest = now.getEpochSecond() - SECONDS;
      Second first = seconds.peekFirst();
      while (first != null && first.epochSecond() <= oldest) {
        total -= first.recipients();
        seconds.removeFirst();
        first = seconds.peekFirst();
      }
      return total;
    }
  }
}
