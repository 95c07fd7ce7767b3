package dev.sluice.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.CapturedLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

@DisplayName("Domain events on EventBridge")
final class EventBridgeDomainEventsTest {

  private static final Instant AT = Instant.parse("2026-11-26T09:00:00Z");

  private final Bus bus = new Bus();
  private final List<String> logged = new ArrayList<>();
  private final EventBridgeDomainEvents events =
      new EventBridgeDomainEvents(() -> bus, "team", CapturedLog.to(logged));

  @Test
  @DisplayName("are named by their kind, with our source, on the team's bus")
  void setsDetailTypeSourceAndBus() {
    events.publish(suppressed(1));

    PutEventsRequestEntry entry = bus.requests.getFirst().entries().getFirst();
    assertThat(entry.eventBusName()).isEqualTo("team");
    assertThat(entry.source()).isEqualTo("sluice");
    assertThat(entry.detailType()).isEqualTo("Suppressed");
    assertThat(entry.time()).isEqualTo(AT);
    assertThat(entry.detail())
        .isEqualTo("{\"at\":\"2026-11-26T09:00:00Z\",\"subscriber\":\"s0\",\"cause\":\"bounce\"}");
  }

  @Test
  @DisplayName("go out ten at a time, in order")
  void publishesInBatchesOfTen() {
    events.publish(suppressed(23));

    assertThat(bus.requests)
        .extracting(request -> request.entries().size())
        .containsExactly(10, 10, 3);
    assertThat(bus.requests.getLast().entries().getLast().detail()).contains("\"s22\"");
  }

  @Test
  @DisplayName("are no request when there are none")
  void sendsNoRequestWithoutEvents() {
    events.publish(List.of());

    assertThat(bus.requests).isEmpty();
  }

  @Test
  @DisplayName("are logged as lost, and fail no caller, when the bus refuses or cannot be reached")
  void survivesFailedPublication() {
    bus.answer = _ -> PutEventsResponse.builder().failedEntryCount(2).build();
    assertThatCode(() -> events.publish(suppressed(12))).doesNotThrowAnyException();

    bus.answer =
        _ -> {
          throw SdkClientException.create("no route");
        };
    assertThatCode(() -> events.publish(suppressed(12))).doesNotThrowAnyException();
    assertThat(bus.requests).as("every batch is tried").hasSize(4);
    assertThat(logged)
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains("\"event\":\"domain_events.lost\""));
    assertThat(logged.getFirst()).contains("\"lost\":2");
    assertThat(logged.getLast()).contains("\"lost\":2", "SdkClientException");
  }

  private static List<DomainEvent> suppressed(int count) {
    return IntStream.range(0, count)
        .<DomainEvent>mapToObj(i ->
            new DomainEvent.Suppressed(AT, new SubscriberId("s" + i), Suppression.Cause.BOUNCE))
        .toList();
  }

  private static final class Bus implements EventBridgeClient {

    private final List<PutEventsRequest> requests = new ArrayList<>();
    private Function<PutEventsRequest, PutEventsResponse> answer =
        _ -> PutEventsResponse.builder().failedEntryCount(0).build();

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      requests.add(request);
      return answer.apply(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
