package dev.sluice.local.ses;

import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.wire.WireRequest;
import dev.sluice.local.wire.WireResponse;
import dev.sluice.local.wire.WireService;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SES v2 as the unchanged AWS SDK speaks to it: SendEmail (simple and raw), GetAccount,
 * PutAccountSendingAttributes, the account-level suppression list, and the making of identities and
 * configuration sets.
 *
 * <p>It enforces the quota in the run's time: per second by a token bucket ({@link SesQuota}), per
 * rolling 24 hours by the second. What it accepts goes to the mailbox.
 */
public final class SesEndpoint implements WireService {

  private final Mailbox mailbox;
  private final InstantSource clock;
  private final Faults faults;
  private final Set<String> configurationSets = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> throttled = new ConcurrentHashMap<>();
  private final RollingDay day = new RollingDay();
  private final AccountSuppressions suppressions;
  private final SendingRate rate;
  private SesQuota quota;
  private volatile EventPublisher events = EventPublisher.NONE;
  private boolean sendingEnabled = true;
  private String enforcement = "HEALTHY";
  private long sequence;

  /**
   * Creates an endpoint; messages of the last 24 hours in the mailbox count towards its quota.
   *
   * @param configurationSets the sets that exist; if empty, any name is taken
   */
  public SesEndpoint(
      Mailbox mailbox, InstantSource clock, SesQuota quota, Set<String> configurationSets) {
    this.mailbox = mailbox;
    this.clock = clock;
    this.quota = quota;
    this.faults = new Faults(0);
    this.suppressions = new AccountSuppressions(clock);
    this.configurationSets.addAll(configurationSets);
    this.rate = new SendingRate(quota, clock.instant());
    this.sequence = mailbox.received();
    mailbox.messages().forEach(message -> day.add(message.to().size(), message.at()));
  }

  /** Returns the faults that this endpoint is told to have. */
  public Faults faults() {
    return faults;
  }

  /** Returns what it accepted. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** Returns the account-level suppression list. */
  public AccountSuppressions suppressions() {
    return suppressions;
  }

  /** Tells {@code publisher} from now on what becomes of messages. */
  public void publishTo(EventPublisher publisher) {
    events = publisher;
  }

  /** Grants another quota from now on. */
  public synchronized void grant(SesQuota granted) {
    quota = granted;
    rate.grant(granted, clock.instant());
  }

  /** Switches sending for the account on or off. */
  public synchronized void sendingEnabled(boolean enabled) {
    sendingEnabled = enabled;
  }

  /** Sets the account's {@code EnforcementStatus}: HEALTHY, PROBATION or SHUTDOWN. */
  public synchronized void enforcement(String status) {
    enforcement = status;
    sendingEnabled = sendingEnabled && !status.equals("SHUTDOWN");
  }

  /**
   * Returns how many calls with this configuration set ({@code ""} for none) got a 429 because rate
   * or quota were exceeded; injected ones are not counted.
   */
  public long throttled(String configurationSet) {
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
  public WireResponse answer(WireRequest request) throws IOException {
    try {
      String route = request.method() + " " + request.path().replaceFirst("^/v2/email", "");
      return switch (route) {
        case "POST /outbound-emails" -> send(json(request));
        case "GET /account" -> account();
        case "PUT /account/sending" -> putSending(json(request));
        case "POST /identities" ->
            ok(JsonMapper.shared().createObjectNode().put("VerifiedForSendingStatus", true));
        case "POST /configuration-sets" -> createSet(json(request));
        case "PUT " + AccountSuppressions.PATH -> suppressions.put(json(request));
        default -> ofSuppressed(route);
      };
    } catch (SesError e) {
      return e.response();
    }
  }

  /** Answers the routes that end in an address. */
  private WireResponse ofSuppressed(String route) {
    String[] parts = route.split(" " + AccountSuppressions.PATH + "/", 2);
    return switch (parts.length == 2 ? parts[0] : "") {
      case "GET" -> suppressions.get(parts[1]);
      case "DELETE" -> suppressions.delete(parts[1]);
      default -> throw SesError.notFound("Nothing here answers " + route + ".");
    };
  }

  private WireResponse send(JsonNode call) throws IOException {
    ReceivedMessage asked = SendEmailReader.read(call, clock.instant());
    Optional<Fault> fault = faults.draw(asked.to());
    failBefore(fault);
    ReceivedMessage message = asked.withId(admit(asked));
    mailbox.accept(message);
    events.accepted(message);
    failAfter(fault);
    return ok(JsonMapper.shared().createObjectNode().put("MessageId", message.id()));
  }

  private static void failBefore(Optional<Fault> fault) throws IOException {
    if (fault.isEmpty()) {
      return;
    }
    switch (fault.get()) {
      case THROTTLED -> throw SesError.throttled(SesError.RATE_EXCEEDED);
      case SERVER_ERROR -> throw new SesError(500, "InternalFailure", "Injected before accepting.");
      case LOST_BEFORE_ACCEPTING -> throw new IOException("injected: connection lost");
      case REFUSED -> throw SesError.rejected("Injected: this message is refused.");
      case SERVER_ERROR_AFTER_ACCEPTING, LOST_AFTER_ACCEPTING -> {}
    }
  }

  private static void failAfter(Optional<Fault> fault) throws IOException {
    if (fault.filter(f -> f == Fault.LOST_AFTER_ACCEPTING).isPresent()) {
      throw new IOException("injected: answer lost");
    }
    if (fault.filter(f -> f == Fault.SERVER_ERROR_AFTER_ACCEPTING).isPresent()) {
      throw new SesError(500, "InternalFailure", "Injected after accepting.");
    }
  }

  /** Lets a message pass, with its id, or throws; checks and counts in one step. */
  private synchronized String admit(ReceivedMessage message) {
    String set = message.configurationSet().orElse("");
    if (!set.isEmpty() && !configurationSets.isEmpty() && !configurationSets.contains(set)) {
      throw SesError.notFound("Configuration set <" + set + "> does not exist.");
    }
    if (!sendingEnabled) {
      throw new SesError(400, "SendingPausedException", "Sending is disabled for your account.");
    }
    int recipients = message.to().size();
    boolean limited = quota.recipientsPer24Hours() != SesQuota.UNLIMITED;
    if (limited && day.sum(message.at()) + recipients > quota.recipientsPer24Hours()) {
      throw counted(set, SesError.throttled(SesError.DAILY_EXCEEDED));
    }
    if (!rate.allows(recipients, message.at())) {
      throw counted(set, SesError.throttled(SesError.RATE_EXCEEDED));
    }
    rate.take(recipients);
    day.add(recipients, message.at());
    return nextId(message.at());
  }

  private SesError counted(String set, SesError error) {
    throttled.merge(set, 1L, Long::sum);
    return error;
  }

  private synchronized WireResponse account() {
    ObjectNode account =
        JsonMapper.shared()
            .createObjectNode()
            .put("DedicatedIpAutoWarmupEnabled", false)
            .put("EnforcementStatus", enforcement)
            .put("ProductionAccessEnabled", true)
            .put("SendingEnabled", sendingEnabled);
    account
        .putObject("SendQuota")
        .put("Max24HourSend", (double) quota.recipientsPer24Hours())
        .put("MaxSendRate", quota.recipientsPerSecond())
        .put("SentLast24Hours", (double) day.sum(clock.instant()));
    return ok(account);
  }

  private WireResponse putSending(JsonNode call) {
    sendingEnabled(call.path("SendingEnabled").asBoolean(false));
    return ok(JsonMapper.shared().createObjectNode());
  }

  private WireResponse createSet(JsonNode call) {
    configurationSets.add(call.path("ConfigurationSetName").asString(""));
    return ok(JsonMapper.shared().createObjectNode());
  }

  /** Unique in this mailbox, also across restarts: the instant and the number of acceptance. */
  private String nextId(Instant at) {
    return "%012x-%08x".formatted(at.toEpochMilli(), sequence++);
  }

  private static WireResponse ok(ObjectNode body) {
    return WireResponse.of(200, "application/json", body.toString());
  }

  private static JsonNode json(WireRequest request) {
    try {
      return JsonMapper.shared().readTree(request.body());
    } catch (JacksonException e) {
      throw SesError.badRequest("The body is not JSON.");
    }
  }
}
