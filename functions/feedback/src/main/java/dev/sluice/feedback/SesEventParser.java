package dev.sluice.feedback;

import dev.sluice.core.feedback.MailEvent;
import dev.sluice.core.feedback.SubscriberMailEvent;
import dev.sluice.feedback.MessageOwnerResolver.Owner;
import dev.sluice.feedback.ParsedEvent.IgnoreReason;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads SES's events as EventBridge hands them over: an envelope with the event in {@code detail}.
 *
 * <p>Strict where a mistake would be acted upon, which is type, time and kind of bounce; tolerant
 * of everything else, since SES adds members.
 */
final class SesEventParser {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final MessageOwnerResolver owners;
  private final MailEventParser mailEvents;

  /**
   * Creates it.
   *
   * @param linkBase what the links to leave and to choose begin with
   */
  SesEventParser(MessageOwnerResolver tags, String linkBase) {
    this.owners = tags;
    this.mailEvents = new MailEventParser(linkBase);
  }

  /**
   * Reads a queue message.
   *
   * @throws IllegalArgumentException if it is no event of SES; neither address nor token is named
   */
  ParsedEvent parse(String body) {
    JsonNode detail = JSON.readTree(body).path("detail");
    JsonNode mail = detail.path("mail");
    if (!mail.isObject()) {
      throw new IllegalArgumentException("the event has no detail.mail");
    }
    return switch (owners.resolve(mail.path("tags"))) {
      case Owner.Unknown(IgnoreReason why) -> new ParsedEvent.Ignored(why);
      case Owner.Known owner ->
          mailEvents
              .parse(detail, sentAt(mail))
              .<ParsedEvent>map(
                  event -> new ParsedEvent.SubscriberEvent(subscriberEvent(owner, event, mail)))
              .orElseGet(() -> new ParsedEvent.Ignored(IgnoreReason.UNKNOWN_TYPE));
    };
  }

  private static SubscriberMailEvent subscriberEvent(
      Owner.Known owner, MailEvent event, JsonNode mail) {
    return new SubscriberMailEvent(
        owner.subscriber(), owner.campaign(), event, sentAt(mail), destination(mail));
  }

  private static Instant sentAt(JsonNode mail) {
    return MailEventParser.parseInstant(mail, "timestamp");
  }

  /** The address, only if there is one: Sluice sends to one recipient at a time. */
  private static Optional<String> destination(JsonNode mail) {
    JsonNode to = mail.path("destination");
    return to.size() == 1
        ? Optional.of(to.path(0).asString("").toLowerCase(Locale.ROOT))
            .filter(address -> !address.isEmpty())
        : Optional.empty();
  }
}
