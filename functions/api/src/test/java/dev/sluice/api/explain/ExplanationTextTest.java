package dev.sluice.api.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.explain.Explanation;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The text of an explanation")
class ExplanationTextTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Tallinn");
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-25T06:30:15Z");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final SendKey KEY = SendKey.of(new CampaignId("sale"));
  private static final List<CampaignId> NO_CAMPAIGNS = List.of();
  private static final Window WEEK = new Window.Rolling(Duration.ofDays(7));
  private static final WaitReason CAP = new WaitReason.CapReached("week", 3, WEEK, 3, NO_CAMPAIGNS);

  private final ExplanationText explanationText = new ExplanationText(ZONE);

  static Stream<Arguments> waits() {
    Window day = new Window.Calendar(Window.Calendar.Unit.DAY);
    List<CampaignId> heavier = List.of(new CampaignId("gala"), new CampaignId("sale"));
    return Stream.of(
        arguments(CAP, "the cap 'week' is reached: 3 of 3 in 168 hours"),
        arguments(
            new WaitReason.CapReached("day", 2, day, 2, heavier),
            "the cap 'day' is reached: 2 of 2 in calendar day, in favour of 'gala' and 'sale'"),
        arguments(
            new WaitReason.CadenceHolds(OFFERS, Cadence.WEEKLY, AT, NO_CAMPAIGNS),
            "the subscriber wants 'offers' at most weekly, and another message of that topic was"
                + " sent at 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(
            new WaitReason.CadenceHolds(OFFERS, Cadence.MONTHLY, AT, heavier.subList(0, 1)),
            "the subscriber wants 'offers' at most monthly, and another message of that topic is"
                + " planned for 2026-11-22 08:00 (Europe/Tallinn), in favour of 'gala'"),
        arguments(
            new WaitReason.QuietNow(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)), ZONE),
            "quiet hours are from 21:00 to 08:00 (Europe/Tallinn)"),
        arguments(
            new WaitReason.SubscriberPaused(LATER),
            "the subscriber paused all marketing until 2026-11-25 08:30:15 (Europe/Tallinn)"),
        arguments(
            new WaitReason.SendingHeld("the daily quota is used up"),
            "SES did not accept it, and its slot was released: the daily quota is used up"));
  }

  @ParameterizedTest
  @MethodSource("waits")
  @DisplayName("names what blocks a deferred send")
  void namesWhatBlocksAWait(WaitReason reason, String text) {
    assertThat(explanationText.describe(reason)).isEqualTo(text);
  }

  static Stream<Arguments> drops() {
    return Stream.of(
        arguments(
            new DropReason.NotSubscribed(OFFERS),
            "the subscriber is not subscribed to the topic 'offers'"),
        arguments(
            new DropReason.UnsubscribedFromAll(AT),
            "the subscriber unsubscribed from all marketing at 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.BOUNCE, AT)),
            "the address has been suppressed since 2026-11-22 08:00 (Europe/Tallinn): it bounced"
                + " permanently"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.COMPLAINT, AT)),
            "the address has been suppressed since 2026-11-22 08:00 (Europe/Tallinn): the"
                + " subscriber reported mail as spam"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.MANUAL, AT)),
            "the address has been suppressed since 2026-11-22 08:00 (Europe/Tallinn): your team"
                + " suppressed it"),
        arguments(
            new DropReason.Capped(LATER, CAP),
            "the cap 'week' is reached: 3 of 3 in 168 hours, and the campaign does not wait; it"
                + " could have been sent at 2026-11-25 08:30:15 (Europe/Tallinn)"),
        arguments(
            new DropReason.Expired(AT, Optional.of(CAP)),
            "no time fits before the campaign expires at 2026-11-22 08:00 (Europe/Tallinn): the"
                + " cap 'week' is reached: 3 of 3 in 168 hours"),
        arguments(
            new DropReason.Expired(AT, Optional.empty()),
            "the campaign expired at 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(new DropReason.Cancelled(), "the campaign was cancelled"),
        arguments(
            new DropReason.LeftAudience(),
            "the subscriber was no longer in the campaign's segments"),
        arguments(
            new DropReason.NotRenderable("firstName: give a value"),
            "a template could not be rendered for this subscriber: firstName: give a value"),
        arguments(
            new DropReason.Refused("MessageRejected"), "SES refused the message: MessageRejected"));
  }

  @ParameterizedTest
  @MethodSource("drops")
  @DisplayName("names the cause of a drop")
  void namesCauseOfADrop(DropReason reason, String text) {
    assertThat(explanationText.describe(reason)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(DropCode.class)
  @DisplayName("says when and why a send was dropped")
  void describesRecordedDrop(DropCode code) {
    assertThat(explanationText.describe(new Explanation.Dropped(new DropRecord(AT, KEY, code))))
        .startsWith(
            "It was dropped at 2026-11-22 08:00 (Europe/Tallinn) after it had been deferred,"
                + " because ")
        .endsWith(".");
  }

  @ParameterizedTest
  @EnumSource(Cadence.class)
  @DisplayName("names a cadence in plain English")
  void namesCadenceInPlainEnglish(Cadence cadence) {
    String named = cadence.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    assertThat(
            explanationText.describe(
                new WaitReason.CadenceHolds(OFFERS, cadence, AT, NO_CAMPAIGNS)))
        .contains(named);
  }

  static Stream<Arguments> explanations() {
    List<CapUsage> uses = List.of(new CapUsage("week", 2, 3, WEEK));
    List<SegmentId> buyers = List.of(new SegmentId("buyers"));
    List<SegmentId> others = List.of(new SegmentId("staff"), new SegmentId("press"));
    return Stream.of(
        arguments(
            new Explanation.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.SENT)),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn) and will not be sent again."),
        arguments(
            new Explanation.Sent(
                new SendRecord(AT, OFFERS, KEY, Confirmation.SENT, Set.of(SendEvent.OPENED))),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn) and will not be sent again. It was"
                + " delivered, opened."),
        arguments(
            new Explanation.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.UNCONFIRMED)),
            "It was handed to SES at 2026-11-22 08:00 (Europe/Tallinn), but the response was"
                + " lost. It may have arrived, so it will not be sent again."),
        arguments(
            new Explanation.Ended(CampaignState.CANCELLED, AT),
            "The campaign was cancelled at 2026-11-22 08:00 (Europe/Tallinn), and nothing was"
                + " sent to this subscriber."),
        arguments(
            new Explanation.Ended(CampaignState.COMPLETED, AT),
            "The campaign completed at 2026-11-22 08:00 (Europe/Tallinn), and nothing was sent"
                + " to this subscriber."),
        arguments(
            new Explanation.NotInAudience(buyers, List.of(), List.of()),
            "The subscriber is not in the audience: they are not in the segment 'buyers'."),
        arguments(
            new Explanation.NotInAudience(buyers, others, List.of(new CampaignId("spring"))),
            "The subscriber is not in the audience: they are not in the segment 'buyers', and in"
                + " the segments 'staff' and 'press', which the campaign excludes, and among those"
                + " who got 'spring', whom the campaign excludes."),
        arguments(
            new Explanation.Paused(AT, Optional.of(LATER)),
            "The campaign has been paused since 2026-11-22 08:00 (Europe/Tallinn), and nothing"
                + " is sent. The send remains deferred; it was planned for 2026-11-25 08:30:15"
                + " (Europe/Tallinn)."),
        arguments(
            new Explanation.Paused(AT, Optional.empty()),
            "The campaign has been paused since 2026-11-22 08:00 (Europe/Tallinn), and nothing"
                + " is sent. After the campaign is resumed, this subscriber is processed like"
                + " all others."),
        arguments(
            new Explanation.Announced(AT, Optional.of(LATER)),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). By the current plan, it"
                + " will be sent at 2026-11-25 08:30:15 (Europe/Tallinn)."),
        arguments(
            new Explanation.Announced(AT, Optional.empty()),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). It has no slot yet."),
        arguments(
            new Explanation.Passed(OFFERS, Optional.of(new DropReason.NotSubscribed(OFFERS))),
            "The campaign has already processed this subscriber without a send. The reason was"
                + " not recorded, because the send was never deferred. It would be dropped now,"
                + " because the subscriber is not subscribed to the topic 'offers'."),
        arguments(
            new Explanation.Passed(OFFERS, Optional.empty()),
            "The campaign has already processed this subscriber without a send. The reason was"
                + " not recorded, because the send was never deferred. That reason no longer"
                + " applies, but the subscriber is not processed again."),
        arguments(
            new Explanation.Deferred(LATER, new Decision.Send(List.of())),
            "It is deferred until 2026-11-25 08:30:15 (Europe/Tallinn) and planned again then. If"
                + " it were planned now, it would be sent."),
        arguments(
            new Explanation.Blocked(
                new SendingBlock.WarmUpReached(200, LATER),
                new Decision.Send(List.of()),
                Optional.empty()),
            "It would be sent now, but the day's share of the warm-up is used up: 200 messages."
                + " Nothing is lost; the next share begins at 2026-11-25 08:30:15"
                + " (Europe/Tallinn)."),
        arguments(
            new Explanation.Decided(new Decision.Send(uses), Optional.empty()),
            "It will be sent the next time a worker processes this subscriber. Every cap has"
                + " room for it; with this send: 'week' 2 of 3 in 168 hours."),
        arguments(
            new Explanation.Decided(new Decision.Send(List.of()), Optional.empty()),
            "It will be sent the next time a worker processes this subscriber. No cap applies."),
        arguments(
            new Explanation.Decided(new Decision.Wait(LATER, CAP), Optional.of(LATER)),
            "It is deferred until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap 'week'"
                + " is reached: 3 of 3 in 168 hours."),
        arguments(
            new Explanation.Decided(new Decision.Wait(LATER, CAP), Optional.empty()),
            "It will be deferred until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap"
                + " 'week' is reached: 3 of 3 in 168 hours."),
        arguments(
            new Explanation.Decided(
                new Decision.Drop(new DropReason.NotSubscribed(OFFERS)), Optional.empty()),
            "It will be dropped the next time a worker processes this subscriber, because the"
                + " subscriber is not subscribed to the topic 'offers'."));
  }

  @ParameterizedTest
  @MethodSource("explanations")
  @DisplayName("is one or two whole sentences")
  void describesExplanationInWholeSentences(Explanation explanation, String text) {
    assertThat(explanationText.describe(explanation)).isEqualTo(text);
  }

  @Test
  @DisplayName("is tested for every kind of reason and of explanation")
  void coversEveryReasonAndExplanation() {
    assertCovers(waits(), WaitReason.class);
    assertCovers(drops(), DropReason.class);
    assertCovers(
        Stream.concat(
            explanations(),
            Stream.of(
                arguments(new Explanation.Dropped(new DropRecord(AT, KEY, DropCode.CAPPED))))),
        Explanation.class);
  }

  private static void assertCovers(Stream<Arguments> examples, Class<?> sealed) {
    List<String> covered =
        examples.map(example -> example.get()[0].getClass().getName()).distinct().toList();
    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(sealed.getPermittedSubclasses()).map(Class::getName).toList());
  }
}
