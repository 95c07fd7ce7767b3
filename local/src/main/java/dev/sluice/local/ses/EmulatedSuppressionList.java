package dev.sluice.local.ses;

import dev.sluice.local.http.LocalHttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An emulator of the account-level suppression list: PutSuppressedDestination,
 * GetSuppressedDestination and DeleteSuppressedDestination.
 *
 * <p>As with SES, these calls compare addresses case-sensitively and sending does not. The list
 * applies to every configuration set, and bounces of the mailbox simulator add no address to it.
 */
public final class EmulatedSuppressionList {

  /** The path of addresses below {@code /v2/email}. */
  static final String PATH = "/suppression/addresses";

  /**
   * The subtype of bounces and complaints of messages that SES did not try to deliver because of
   * this list.
   */
  static final String SUB_TYPE = "OnAccountSuppressionList";

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private record Entry(String reason, Instant at) {}

  EmulatedSuppressionList(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns why SES does not try to deliver a message to a recipient, if so: BOUNCE or COMPLAINT.
   *
   * @param at when the message was sent; what was put on the list later does not take it back
   */
  Optional<String> reasonAt(String recipient, Instant at) {
    String address = recipient.replaceAll(".*<|>.*", "");
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(address))
        .filter(entry -> !entry.getValue().at().isAfter(at))
        .map(entry -> entry.getValue().reason())
        .findFirst();
  }

  LocalHttpResponse put(JsonNode call) {
    String reason = call.path("Reason").asString("");
    if (!reason.equals("BOUNCE") && !reason.equals("COMPLAINT")) {
      throw SesEmulatorException.badRequest("The reason is BOUNCE or COMPLAINT.");
    }
    entries.put(call.path("EmailAddress").asString(""), new Entry(reason, clock.instant()));
    return ok(JsonMapper.shared().createObjectNode());
  }

  LocalHttpResponse get(String address) {
    Entry entry =
        Optional.ofNullable(entries.get(address)).orElseThrow(EmulatedSuppressionList::absent);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer
        .putObject("SuppressedDestination")
        .put("EmailAddress", address)
        .put("Reason", entry.reason())
        .put("LastUpdateTime", entry.at().getEpochSecond());
    return ok(answer);
  }

  LocalHttpResponse delete(String address) {
    Entry unused =
        Optional.ofNullable(entries.remove(address)).orElseThrow(EmulatedSuppressionList::absent);
    return ok(JsonMapper.shared().createObjectNode());
  }

  private static SesEmulatorException absent() {
    return SesEmulatorException.notFound(
        "The address is not on the suppression list of your account.");
  }

  private static LocalHttpResponse ok(ObjectNode body) {
    return LocalHttpResponse.of(200, "application/json", body.toString());
  }
}
