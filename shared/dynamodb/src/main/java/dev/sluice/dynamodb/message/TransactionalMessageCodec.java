package dev.sluice.dynamodb.message;

import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.RequestFingerprint;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TransactionalMessage;
import dev.sluice.dynamodb.item.CompressedJson;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.UnreadableItemException;
import dev.sluice.json.TransactionalMessageJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes transactional messages as items.
 *
 * <p>Conditions name {@code state} and {@code turn}; {@code request} is present only while the
 * message is pending, so that no address and no value is kept longer than it is needed.
 */
final class TransactionalMessageCodec {

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

  private TransactionalMessageCodec() {}

  static Map<String, AttributeValue> key(MessageId id) {
    return ControlTable.key(kind(id), id.value());
  }

  static String kind(MessageId id) {
    return "message#" + id.value().substring(0, PREFIX_DIGITS);
  }

  static Map<String, AttributeValue> encode(TransactionalMessage message, long write) {
    ItemBuilder attributes =
        new ItemBuilder()
            .put(ControlTable.KIND, kind(message.id()))
            .put(ControlTable.ID, message.id().value())
            .put("fingerprint", message.fingerprint().value())
            .put("template", message.template().value())
            .put("requestedAt", message.requestedAt().toEpochMilli())
            .put(
                "expiresAt",
                message.requestedAt().plus(TransactionalMessage.RETENTION).getEpochSecond())
            .put(WRITE, write);
    return state(attributes, message.state()).build();
  }

  static TransactionalMessage decode(Item item) {
    return new TransactionalMessage(
        new MessageId(item.text(ControlTable.ID)),
        new RequestFingerprint(item.text("fingerprint")),
        new TemplateId(item.text("template")),
        Instant.ofEpochMilli(item.number("requestedAt")),
        state(item));
  }

  private static ItemBuilder state(ItemBuilder attributes, MessageState state) {
    return switch (state) {
      case MessageState.Pending(var request, int turn, boolean handedOver, int doubts, var cause) ->
          attributes
              .put(STATE, PENDING)
              .put(
                  "request",
                  ItemBuilder.bytes(
                      CompressedJson.compress("data", TransactionalMessageJson.toJson(request))))
              .put(TURN, turn)
              .put("handedOver", AttributeValue.fromBool(handedOver))
              .put("doubts", doubts)
              .putIfPresent("cause", cause, ItemBuilder::text);
      case MessageState.Accepted(String messageId, Instant at) ->
          attributes.put(STATE, ACCEPTED).put("messageId", messageId).put("at", at.toEpochMilli());
      case MessageState.Refused(String reason, Instant at) ->
          attributes.put(STATE, REFUSED).put("reason", reason).put("at", at.toEpochMilli());
      case MessageState.Unconfirmed(Instant at) ->
          attributes.put(STATE, UNCONFIRMED).put("at", at.toEpochMilli());
    };
  }

  private static MessageState state(Item item) {
    return switch (item.text(STATE)) {
      case PENDING ->
          new MessageState.Pending(
              CompressedJson.decompress(
                  item.bytes("request"), TransactionalMessageJson.requestDecoder()),
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
