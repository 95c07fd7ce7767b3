package dev.sluice.aws.json;

import static java.util.Map.entry;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.transactional.IdempotencyKey;
import dev.sluice.scheduling.transactional.MessageRequest;
import dev.sluice.scheduling.transactional.MessageState;
import dev.sluice.scheduling.transactional.Recipient;
import dev.sluice.scheduling.transactional.TemplateId;
import dev.sluice.scheduling.transactional.TransactionalMessage;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Transactional messages as JSON. */
public final class MessageJson {

  private static final String SUBSCRIBER = "subscriber";
  private static final String ADDRESS = "address";

  private static final Kind<Recipient> TO =
      ObjectReader.of(in ->
          in.exactlyOne(
              Kinds.<Recipient>choices(
                  entry(SUBSCRIBER, Ids.subscriber().as(Recipient.Known::new)),
                  entry(ADDRESS, Kinds.string().as(EmailAddress::new).as(Recipient.Bare::new)))));

  private MessageJson() {}

  /**
   * A request together with its key.
   *
   * @param key the sender's name of the request
   */
  public record KeyedRequest(IdempotencyKey key, MessageRequest request) {}

  /** Returns the kind of requests whose key is told elsewhere. */
  public static Kind<MessageRequest> request() {
    return ObjectReader.of(MessageJson::declare);
  }

  /** Returns the kind of requests that name their key. */
  public static Kind<KeyedRequest> keyedRequest() {
    return ObjectReader.of(in -> {
      var key = in.required(IdempotencyKey.FIELD, Kinds.string().as(IdempotencyKey::new));
      var request = declare(in);
      return () -> new KeyedRequest(key.get(), request.get());
    });
  }

  /** Returns a request as JSON. */
  public static ObjectNode write(MessageRequest request) {
    ObjectNode written = Json.object();
    ObjectNode to = written.putObject("to");
    switch (request.to()) {
      case Recipient.Known(var subscriber) -> to.put(SUBSCRIBER, subscriber.value());
      case Recipient.Bare(var address) -> to.put(ADDRESS, address.value());
    }
    written.put("template", request.template().value());
    written.set("data", AttributeJson.write(request.data()));
    return written;
  }

  /** Returns how far a message has come as JSON: neither recipient nor values. */
  public static ObjectNode write(TransactionalMessage message) {
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

  private static Supplier<MessageRequest> declare(ObjectReader in) {
    var to = in.required("to", TO);
    var template = in.required("template", Kinds.string().as(TemplateId::new));
    var data = in.optional("data", AttributeJson.values(), Map.of());
    return () -> new MessageRequest(to.get(), template.get(), data.get());
  }
}
