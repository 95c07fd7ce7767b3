package dev.sluice.json;

import static java.util.Map.entry;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageRequest;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.Recipient;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TransactionalMessage;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Transactional messages as JSON. */
public final class TransactionalMessageJson {

  private static final String SUBSCRIBER = "subscriber";
  private static final String ADDRESS = "address";

  private static final JsonDecoder<Recipient> RECIPIENT =
      ObjectDecoder.of(in ->
          in.exactlyOne(
              JsonDecoders.<Recipient>choices(
                  entry(
                      SUBSCRIBER, IdDecoders.subscriber().map(Recipient.SubscriberRecipient::new)),
                  entry(
                      ADDRESS,
                      JsonDecoders.string()
                          .map(EmailAddress::new)
                          .map(Recipient.AddressRecipient::new)))));

  private TransactionalMessageJson() {}

  /**
   * A request together with its key.
   *
   * @param key the sender's name of the request
   */
  public record KeyedMessageRequest(IdempotencyKey key, MessageRequest request) {}

  /** Returns the kind of requests whose key is told elsewhere. */
  public static JsonDecoder<MessageRequest> requestDecoder() {
    return ObjectDecoder.of(TransactionalMessageJson::declareRequest);
  }

  /** Returns the kind of requests that name their key. */
  public static JsonDecoder<KeyedMessageRequest> keyedRequestDecoder() {
    return ObjectDecoder.of(in -> {
      var key = in.required(IdempotencyKey.FIELD, JsonDecoders.string().map(IdempotencyKey::new));
      var request = declareRequest(in);
      return () -> new KeyedMessageRequest(key.get(), request.get());
    });
  }

  /** Returns a request as JSON. */
  public static ObjectNode toJson(MessageRequest request) {
    ObjectNode written = Json.object();
    ObjectNode to = written.putObject("to");
    switch (request.to()) {
      case Recipient.SubscriberRecipient(var subscriber) -> to.put(SUBSCRIBER, subscriber.value());
      case Recipient.AddressRecipient(var address) -> to.put(ADDRESS, address.value());
    }
    written.put("template", request.template().value());
    written.set("data", MessageValueJson.toJson(request.data()));
    return written;
  }

  /** Returns how far a message has come as JSON: neither recipient nor values. */
  public static ObjectNode toJson(TransactionalMessage message) {
    ObjectNode written = Json.object().put("id", message.id().value());
    switch (message.state()) {
      case MessageState.Pending pending -> {
        written.put("state", "pending");
        pending.cause().ifPresent(cause -> written.put("cause", cause));
      }
      case MessageState.Accepted(String messageId, Instant at) ->
          written.put("state", "accepted").put("messageId", messageId).put("at", at.toString());
      case MessageState.Refused(String reason, Instant at) ->
          written.put("state", "refused").put("reason", reason).put("at", at.toString());
      case MessageState.Unconfirmed(Instant at) ->
          written.put("state", "unconfirmed").put("at", at.toString());
    }
    return written
        .put("template", message.template().value())
        .put("requestedAt", message.requestedAt().toString());
  }

  private static Supplier<MessageRequest> declareRequest(ObjectDecoder in) {
    var to = in.required("to", RECIPIENT);
    var template = in.required("template", JsonDecoders.string().map(TemplateId::new));
    var data = in.optional("data", MessageValueJson.valuesDecoder(), Map.of());
    return () -> new MessageRequest(to.get(), template.get(), data.get());
  }
}
