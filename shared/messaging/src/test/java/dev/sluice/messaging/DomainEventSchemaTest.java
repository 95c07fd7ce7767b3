package dev.sluice.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.DomainEventJson;
import dev.sluice.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The schemas of domain events in docs/events")
final class DomainEventSchemaTest {

  private static final Path SCHEMAS = Path.of("..", "..", "docs", "events");
  private static final Instant AT = Instant.parse("2026-11-26T09:00:00.123Z");
  private static final SubscriberId ANN = new SubscriberId("ann");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final CampaignId SALE = new CampaignId("sale");

  @ParameterizedTest
  @DisplayName("describe every event")
  @MethodSource("events")
  void describesEveryEvent(DomainEvent event) throws IOException {
    String detail = Json.encode(DomainEventJson.toJson(event));

    assertThat(schema(event).validate(detail, InputFormat.JSON)).as(detail).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("refuse an event that lacks what they promise")
  @MethodSource("events")
  void rejectsEventsThatLackRequiredMembers(DomainEvent event) throws IOException {
    String broken = Json.encode(DomainEventJson.toJson(event).without("at"));

    assertThat(schema(event).validate(broken, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  @DisplayName("leave no kind of event out")
  void coversEveryEventType() {
    assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DomainEvent.class.getPermittedSubclasses())
                .filter(DomainEvent.class::isAssignableFrom)
                .collect(Collectors.toSet()));
  }

  static Stream<DomainEvent> events() {
    return Stream.of(
            Arrays.stream(ConsentSource.values())
                .map(means ->
                    new DomainEvent.Unsubscribed(
                        AT, ANN, Optional.of(OFFERS), means, Optional.of(SALE), false)),
            changes().stream()
                .map(change ->
                    DomainEvent.of(
                        new ConsentRecord(
                            AT, ANN, change, ConsentSource.PREFERENCE_CENTRE, Optional.empty()))),
            Arrays.stream(Suppression.Cause.values())
                .map(cause -> new DomainEvent.Suppressed(AT, ANN, cause)),
            Stream.of(
                new DomainEvent.MessageSent(AT, SALE, OFFERS, List.of(ANN)),
                new DomainEvent.CampaignCompleted(AT, SALE, "Sale", totals()),
                new DomainEvent.MarketingHeld(AT, Set.of(HoldReason.values()), AT),
                new DomainEvent.MarketingResumed(AT)))
        .flatMap(Function.identity());
  }

  private static List<ConsentChange> changes() {
    return Stream.<ConsentChange>concat(
            Arrays.stream(Cadence.values())
                .map(cadence -> new TopicChoice(Subscription.SUBSCRIBED, cadence))
                .map(choice -> new ConsentChange.TopicChosen(OFFERS, choice)),
            Stream.of(
                new ConsentChange.TopicChosen(
                    OFFERS, new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY)),
                new ConsentChange.UnsubscribedFromAll(),
                new ConsentChange.Resubscribed(),
                new ConsentChange.Paused(AT.plusSeconds(60)),
                new ConsentChange.Resumed(),
                new ConsentChange.Suppressed(Suppression.Cause.MANUAL),
                new ConsentChange.Unsuppressed(),
                new ConsentChange.Unsuppressed(Optional.of("took it back"), true),
                new ConsentChange.Erased(),
                new ConsentChange.ErasureLifted()))
        .toList();
  }

  private static DomainEvent.Totals totals() {
    return new DomainEvent.Totals(
        7,
        1,
        Arrays.stream(DropCode.values()).collect(Collectors.toMap(Function.identity(), _ -> 2L)));
  }

  private static Schema schema(DomainEvent event) throws IOException {
    String text = Files.readString(SCHEMAS.resolve(DomainEventJson.detailType(event) + ".json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }
}
