package dev.sluice.aws.store;

import dev.sluice.aws.json.MessageJson;
import dev.sluice.scheduling.transactional.Fingerprint;
import dev.sluice.scheduling.transactional.MessageId;
import dev.sluice.scheduling.transactional.MessageState;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TransactionalMessage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Transactional messages as items.
 *
 * <p>{@code state} and {@code turn} are what conditions name; {@code request} is there only while
 * the message is pending, so that no address and no value is kept longer than it is needed.
 */
final class MessageCodec {

  static final String STATE = "state";
  static final String PENDING = "pending";
  static final String TURN = "turn";

  /** The number of the write that stored the item. */
  static final String WRITE = "write";

  private static final String ACCEPTED = "accepted";
  private static final String REFUSED = "refused";
  private static final String UNCONFIRMED = "unconfirmed";

  /** Digits of the identifier that spread messages over 256 partitions. */
  private static final int PREFIX_DIGITS = 2;

  private MessageCodec() {}

  static Map<String, AttributeValue> key(MessageId id) {
    return ControlTable.key(kind(id), id.value());
  }

  static String kind(MessageId id) {
    return "message#" + id.value().substring(0, PREFIX_DIGITS);
  }

  static Map<String, AttributeValue> write(TransactionalMessage message, long write) {
    Attributes attributes =
        new Attributes()
            .with(ControlTable.KIND, kind(message.id()))
            .with(ControlTable.ID, message.id().value())
            .with("fingerprint", message.fingerprint().value())
            .with("template", message.template().value())
            .with("requestedAt", message.requestedAt().toEpochMilli())
            .with(
                "expiresAt",
                message.requestedAt().plus(TransactionalMessage.RETENTION).getEpochSecond())
            .with(WRITE, write);
    return state(attributes, message.state()).map();
  }

  static TransactionalMessage read(Item item) {
    return new TransactionalMessage(
        new MessageId(item.text(ControlTable.ID)),
        new Fingerprint(item.text("fingerprint")),
        new TemplateId(item.text("template")),
        Instant.ofEpochMilli(item.number("requestedAt")),
        state(item));
  }

  private static Attributes state(Attributes attributes, MessageState state) {
    return switch (state) {
      case MessageState.Pending(var request, int turn, boolean handedOver, int doubts, var cause) ->
          attributes
              .with(STATE, PENDING)
              .with("request", Attributes.bytes(Documents.pack("data", MessageJson.write(request))))
              .with(TURN, turn)
              .with("handedOver", AttributeValue.fromBool(handedOver))
              .with("doubts", doubts)
              .withAny("cause", cause, Attributes::text);
      case MessageState.Accepted(String messageId, Instant at) ->
          attributes
              .with(STATE, ACCEPTED)
              .with("messageId", messageId)
              .with("at", at.toEpochMilli());
      case MessageState.Refused(String reason, Instant at) ->
          attributes.with(STATE, REFUSED).with("reason", reason).with("at", at.toEpochMilli());
      case MessageState.Unconfirmed(Instant at) ->
          attributes.with(STATE, UNCONFIRMED).with("at", at.toEpochMilli());
    };
  }

  private static MessageState state(Item item) {
    return switch (item.text(STATE)) {
      case PENDING ->
          new MessageState.Pending(
              Documents.unpack(item.bytes("request"), MessageJson.request()),
              item.integer(TURN),
              item.find("handedOver")
                  .flatMap(flag -> Optional.ofNullable(flag.bool()))
                  .orElse(true),
              item.integer("doubts"),
              item.optionalText("cause"));
      case ACCEPTED -> new MessageState.Accepted(item.text("messageId"), at(item));
      case REFUSED -> new MessageState.Refused(item.text("reason"), at(item));
      case UNCONFIRMED -> new MessageState.Unconfirmed(at(item));
      default -> throw new UnreadableItemException("a message is in no state that is known");
    };
  }

  private static Instant at(Item item) {
    return Instant.ofEpochMilli(item.number("at"));
  }
}
