package dev.sluice.feedback;

import dev.sluice.feedback.Reading.Why;
import dev.sluice.feedback.SubscriberTags.Owner;
import dev.sluice.scheduling.feedback.MailEvent;
import dev.sluice.scheduling.feedback.Report;
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
final class ReportReader {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SubscriberTags tags;
  private final MailEventReader events;

  /**
   * Creates it.
   *
   * @param linkBase what the links to leave and to choose begin with
   */
  ReportReader(SubscriberTags tags, String linkBase) {
    this.tags = tags;
    this.events = new MailEventReader(linkBase);
  }

  /**
   * Reads a queue message.
   *
   * @throws IllegalArgumentException if it is no event of SES; neither address nor token is named
   */
  Reading read(String body) {
    JsonNode detail = JSON.readTree(body).path("detail");
    JsonNode mail = detail.path("mail");
    if (!mail.isObject()) {
      throw new IllegalArgumentException("the event has no detail.mail");
    }
    return switch (tags.owner(mail.path("tags"))) {
      case Owner.Unknown(Why why) -> new Reading.Ignored(why);
      case Owner.Known owner ->
          events
              .read(detail, sentAt(mail))
              .<Reading>map(event -> new Reading.Heard(report(owner, event, mail)))
              .orElseGet(() -> new Reading.Ignored(Why.UNKNOWN_TYPE));
    };
  }

  private static Report report(Owner.Known owner, MailEvent event, JsonNode mail) {
    return new Report(owner.subscriber(), owner.campaign(), event, sentAt(mail), destination(mail));
  }

  private static Instant sentAt(JsonNode mail) {
    return MailEventReader.instant(mail, "timestamp");
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
