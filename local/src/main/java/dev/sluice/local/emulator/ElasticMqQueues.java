package dev.sluice.local.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MessageData;
import org.elasticmq.MessageId;
import org.elasticmq.MillisNextDelivery;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.VisibilityTimeout;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.util.Either;

/** Calls ElasticMQ's queues directly, without HTTP. */
final class ElasticMqQueues {

  /** Far longer than an in-memory queue takes; a longer wait is a fault. */
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(20);

  private final ActorRef manager;
  private final Map<String, ActorRef> queues = new ConcurrentHashMap<>();

  ElasticMqQueues(ActorRef manager) {
    this.manager = manager;
  }

  Optional<ActorRef> queue(String name) {
    ActorRef known = queues.get(name);
    if (known != null && !known.isTerminated()) {
      return Optional.of(known);
    }
    Option<ActorRef> found = ask(manager, new LookupQueue(name));
    Optional<ActorRef> queue = OptionConverters.toJava(found);
    queue.ifPresent(actor -> queues.put(name, actor));
    return queue;
  }

  /**
   * Sends a message that becomes visible at {@code visibleAt}; returns its id, a new one if empty.
   */
  String send(ActorRef queue, Optional<String> id, String body, Instant visibleAt) {
    NewMessageData message =
        new NewMessageData(
            OptionConverters.toScala(id.map(MessageId::new)),
            body,
            scala.collection.immutable.Map$.MODULE$.empty(),
            new MillisNextDelivery(visibleAt.toEpochMilli()),
            Option.empty(),
            Option.empty(),
            0,
            Option.empty(),
            Option.empty(),
            Option.empty());
    MessageData sent = ask(queue, new SendMessage(message));
    return sent.id().id();
  }

  List<MessageData> receive(ActorRef queue, int count, Optional<Duration> visibility) {
    VisibilityTimeout hidden =
        visibility
            .<VisibilityTimeout>map(d -> new MillisVisibilityTimeout(d.toMillis()))
            .orElse(DefaultVisibilityTimeout$.MODULE$);
    scala.collection.immutable.List<MessageData> received =
        ask(queue, new ReceiveMessages(hidden, count, Option.empty(), Option.empty()));
    return CollectionConverters.asJava(received);
  }

  /** Returns whether the receipt was good. */
  boolean delete(ActorRef queue, String receipt) {
    Either<?, ?> outcome = ask(queue, new DeleteMessage(new DeliveryReceipt(receipt)));
    return outcome.isRight();
  }

  /** Returns whether the receipt was good. */
  boolean changeVisibility(ActorRef queue, String receipt, Duration visibility) {
    Either<?, ?> outcome =
        ask(
            queue,
            new UpdateVisibilityTimeout(
                new DeliveryReceipt(receipt), new MillisVisibilityTimeout(visibility.toMillis())));
    return outcome.isRight();
  }

  /** The reply's type follows from the message, by ElasticMQ's protocol. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T ask(ActorRef actor, Object message) {
    return (T) Patterns.ask(actor, message, ASK_TIMEOUT).toCompletableFuture().join();
  }
}
