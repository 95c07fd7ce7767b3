package dev.sluice.messaging;

import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.json.DomainEventJson;
import dev.sluice.json.Json;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Domain events on an EventBridge bus: source {@value #SOURCE}, the event's name as detail type.
 *
 * <p>The SDK client retries. Events that the bus does not accept after that are lost: they are
 * logged and counted, and the caller does not fail, since what happened is stored already.
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

  private final Supplier<EventBridgeClient> client;
  private final String bus;
  private final FunctionLog log;

  /**
   * Creates a publisher.
   *
   * @param bus name of the bus
   */
  public EventBridgeDomainEvents(Supplier<EventBridgeClient> client, String bus, FunctionLog log) {
    this.client = client;
    this.bus = bus;
    this.log = log;
  }

  /** Returns the publisher of a function, to the bus that its environment names. */
  public static EventBridgeDomainEvents of(FunctionContext context) {
    return new EventBridgeDomainEvents(
        () -> context.clients().get(EventBridgeDomainEvents.CLIENT),
        context.requiredVariable("EVENT_BUS"),
        context.log());
  }

  @Override
  public void publish(List<DomainEvent> events) {
    for (int from = 0; from < events.size(); from += BATCH) {
      List<DomainEvent> batch = events.subList(from, Math.min(from + BATCH, events.size()));
      put(batch.stream().map(this::entry).toList());
    }
  }

  private void put(List<PutEventsRequestEntry> entries) {
    try {
      PutEventsResponse response = client.get().putEvents(request -> request.entries(entries));
      if (response.failedEntryCount() > 0) {
        log.count(Metric.DOMAIN_EVENTS_LOST, response.failedEntryCount());
        log.warn(LogEvent.DOMAIN_EVENTS_LOST, lostFields(response));
      }
    } catch (SdkException unreachable) {
      log.count(Metric.DOMAIN_EVENTS_LOST, entries.size());
      log.error(LogEvent.DOMAIN_EVENTS_LOST, Map.of("lost", entries.size()), unreachable);
    }
  }

  private static Map<String, Object> lostFields(PutEventsResponse response) {
    return Map.of(
        "lost",
        response.failedEntryCount(),
        "errorCodes",
        response.entries().stream()
            .map(PutEventsResultEntry::errorCode)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
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
