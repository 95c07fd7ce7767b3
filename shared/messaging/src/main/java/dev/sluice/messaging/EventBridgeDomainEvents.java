package dev.sluice.messaging;

import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.json.DomainEventJson;
import dev.sluice.json.Json;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.FunctionContext;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Domain events on an EventBridge bus: source {@value #SOURCE}, the event's name as detail type.
 *
 * <p>The client tries again by itself; what the bus has not taken then is lost, and the log says so
 * with the words that the template's metric filter looks for. Nobody waits for it or fails with it:
 * what happened has been stored already.
 */
public final class EventBridgeDomainEvents implements DomainEventPublisher {

  /** The client of EventBridge. */
  public static final AwsClientType<EventBridgeClient> CLIENT =
      AwsClientType.retrying(
          EventBridgeClient.class,
          "EVENTBRIDGE",
          AwsClientType.CALL_TIMEOUT,
          EventBridgeClient::builder);

  /** The source that rules match. */
  public static final String SOURCE = "sluice";

  /** Entries that PutEvents takes in one request. */
  private static final int BATCH = 10;

  private static final System.Logger LOG =
      System.getLogger(EventBridgeDomainEvents.class.getName());

  private final Supplier<EventBridgeClient> client;
  private final String bus;

  /**
   * Creates it.
   *
   * @param bus name of the bus
   */
  public EventBridgeDomainEvents(Supplier<EventBridgeClient> client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  /** Returns the events of a function, on the bus that its environment names. */
  public static EventBridgeDomainEvents of(FunctionContext context) {
    return new EventBridgeDomainEvents(
        () -> context.clients().get(EventBridgeDomainEvents.CLIENT),
        context.requiredVariable("EVENT_BUS"));
  }

  @Override
  public void publish(List<DomainEvent> events) {
    for (int from = 0; from < events.size(); from += BATCH) {
      List<DomainEvent> batch = events.subList(from, Math.min(from + BATCH, events.size()));
      int lost = put(batch.stream().map(this::entry).toList());
      if (lost > 0) {
        LOG.log(Level.WARNING, "domain events lost: {0} of {1}", lost, batch.size());
      }
    }
  }

  /** Returns how many entries the bus has not taken. */
  private int put(List<PutEventsRequestEntry> entries) {
    try {
      return client.get().putEvents(request -> request.entries(entries)).failedEntryCount();
    } catch (SdkException unreachable) {
      return entries.size();
    }
  }

  private PutEventsRequestEntry entry(DomainEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source(SOURCE)
        .detailType(DomainEventJson.detailType(event))
        .time(event.at())
        .detail(Json.encode(DomainEventJson.toJson(event)))
        .build();
  }
}
