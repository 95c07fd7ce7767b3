package dev.sluice.api.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
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

@DisplayName("In plain English")
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
  private final ReasonText reasons = new ReasonText(new InstantFormatter(ZONE));

  static Stream<Arguments> waits() {
    Window day = new Window.Calendar(Window.Calendar.Unit.DAY);
    List<CampaignId> heavier = List.of(new CampaignId("gala"), new CampaignId("sale"));
    return Stream.of(
        arguments(CAP, "the cap 'week' is used up: 3 of 3 in 168 hours"),
        arguments(
            new WaitReason.CapReached("day", 2, day, 2, heavier),
            "the cap 'day' is used up: 2 of 2 in calendar day, in favour of 'gala' and 'sale'"),
        arguments(
            new WaitReason.CadenceHolds(OFFERS, Cadence.WEEKLY, AT, NO_CAMPAIGNS),
            "the subscriber wants 'offers' at most weekly, and another mail of that topic went out"
                + " 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(
            new WaitReason.CadenceHolds(OFFERS, Cadence.MONTHLY, AT, heavier.subList(0, 1)),
            "the subscriber wants 'offers' at most monthly, and another mail of that topic is"
                + " planned for 2026-11-22 08:00 (Europe/Tallinn), in favour of 'gala'"),
        arguments(
            new WaitReason.QuietNow(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)), ZONE),
            "it is quiet from 21:00 until 08:00 in Europe/Tallinn"),
        arguments(
            new WaitReason.SubscriberPaused(LATER),
            "the subscriber paused all marketing until 2026-11-25 08:30:15 (Europe/Tallinn)"),
        arguments(
            new WaitReason.SendingHeld("the daily quota is used up"),
            "SES did not take it and its slot was given back: the daily quota is used up"));
  }

  @ParameterizedTest
  @MethodSource("waits")
  @DisplayName("a wait names what holds it")
  void namesWhatBlocksAWait(WaitReason reason, String text) {
    assertThat(reasons.describe(reason)).isEqualTo(text);
  }

  static Stream<Arguments> drops() {
    return Stream.of(
        arguments(
            new DropReason.NotSubscribed(OFFERS),
            "the subscriber has not asked for the topic 'offers', or left it"),
        arguments(
            new DropReason.UnsubscribedFromAll(AT),
            "the subscriber left all marketing at 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.BOUNCE, AT)),
            "the address gets no marketing since 2026-11-22 08:00 (Europe/Tallinn): mail to it"
                + " bounced for good"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.COMPLAINT, AT)),
            "the address gets no marketing since 2026-11-22 08:00 (Europe/Tallinn): its owner"
                + " reported mail as unwanted"),
        arguments(
            new DropReason.AddressSuppressed(new Suppression(Suppression.Cause.MANUAL, AT)),
            "the address gets no marketing since 2026-11-22 08:00 (Europe/Tallinn): the team"
                + " suppressed it"),
        arguments(
            new DropReason.Capped(LATER, CAP),
            "the cap 'week' is used up: 3 of 3 in 168 hours, and the campaign does not wait; it"
                + " would have fitted at 2026-11-25 08:30:15 (Europe/Tallinn)"),
        arguments(
            new DropReason.Expired(AT, Optional.of(CAP)),
            "nothing fits before the campaign expires at 2026-11-22 08:00 (Europe/Tallinn): the cap"
                + " 'week' is used up: 3 of 3 in 168 hours"),
        arguments(
            new DropReason.Expired(AT, Optional.empty()),
            "the campaign expired at 2026-11-22 08:00 (Europe/Tallinn)"),
        arguments(new DropReason.Cancelled(), "the campaign was cancelled"),
        arguments(
            new DropReason.LeftAudience(),
            "the subscriber was no longer in the campaign's segments"),
        arguments(
            new DropReason.NotRenderable("firstName: give a value"),
            "a template could not be filled for this subscriber: firstName: give a value"),
        arguments(
            new DropReason.Refused("MessageRejected"), "SES refused the message: MessageRejected"));
  }

  @ParameterizedTest
  @MethodSource("drops")
  @DisplayName("a drop names its cause")
  void namesCauseOfADrop(DropReason reason, String text) {
    assertThat(reasons.describe(reason)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(DropCode.class)
  @DisplayName("a recorded drop says when it was and why")
  void describesRecordedDrop(DropCode code) {
    assertThat(explanationText.describe(new Explanation.Dropped(new DropRecord(AT, KEY, code))))
        .startsWith(
            "It was dropped at 2026-11-22 08:00 (Europe/Tallinn), after it had waited, because ")
        .endsWith(".");
  }

  @ParameterizedTest
  @EnumSource(Cadence.class)
  @DisplayName("a cadence is named as people say it")
  void namesCadenceInPlainEnglish(Cadence cadence) {
    String named = cadence.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    assertThat(reasons.describe(new WaitReason.CadenceHolds(OFFERS, cadence, AT, NO_CAMPAIGNS)))
        .contains(named);
  }

  static Stream<Arguments> findings() {
    List<CapUsage> uses = List.of(new CapUsage("week", 2, 3, WEEK));
    List<SegmentId> buyers = List.of(new SegmentId("buyers"));
    List<SegmentId> others = List.of(new SegmentId("staff"), new SegmentId("press"));
    return Stream.of(
        arguments(
            new Explanation.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.SENT)),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn), and is never sent again."),
        arguments(
            new Explanation.Sent(
                new SendRecord(AT, OFFERS, KEY, Confirmation.SENT, Set.of(SendEvent.OPENED))),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn), and is never sent again. It was"
                + " delivered, opened."),
        arguments(
            new Explanation.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.UNCONFIRMED)),
            "It was handed to SES at 2026-11-22 08:00 (Europe/Tallinn) and the answer was lost: it"
                + " may have arrived, so it is never sent again."),
        arguments(
            new Explanation.Ended(CampaignState.CANCELLED, AT),
            "The campaign was cancelled at 2026-11-22 08:00 (Europe/Tallinn), and nothing was sent"
                + " to this subscriber."),
        arguments(
            new Explanation.Ended(CampaignState.COMPLETED, AT),
            "The campaign completed at 2026-11-22 08:00 (Europe/Tallinn), and nothing was sent to"
                + " this subscriber."),
        arguments(
            new Explanation.NotInAudience(buyers, List.of()),
            "It is not for this subscriber: they are not in the segment 'buyers'."),
        arguments(
            new Explanation.NotInAudience(buyers, others),
            "It is not for this subscriber: they are not in the segment 'buyers', and in the"
                + " segments 'staff' and 'press', which the campaign excludes."),
        arguments(
            new Explanation.Paused(AT, Optional.of(LATER)),
            "Nothing is sent while the campaign is paused, since 2026-11-22 08:00 (Europe/Tallinn)."
                + " The send keeps waiting; it was planned for 2026-11-25 08:30:15"
                + " (Europe/Tallinn)."),
        arguments(
            new Explanation.Paused(AT, Optional.empty()),
            "Nothing is sent while the campaign is paused, since 2026-11-22 08:00 (Europe/Tallinn)."
                + " Once it is resumed, this subscriber is decided like everyone else."),
        arguments(
            new Explanation.Announced(AT, Optional.of(LATER)),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). As things stand, it goes out"
                + " at 2026-11-25 08:30:15 (Europe/Tallinn)."),
        arguments(
            new Explanation.Announced(AT, Optional.empty()),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). No slot is kept for it"
                + " yet."),
        arguments(
            new Explanation.Passed(OFFERS, Optional.of(new DropReason.NotSubscribed(OFFERS))),
            "The campaign has passed this subscriber without a send; why is not recorded for those"
                + " who never waited. Now it would be dropped because the subscriber has not asked"
                + " for the topic 'offers', or left it."),
        arguments(
            new Explanation.Passed(OFFERS, Optional.empty()),
            "The campaign has passed this subscriber without a send; why is not recorded for those"
                + " who never waited. What held it then holds no longer, and it is not taken up"
                + " again."),
        arguments(
            new Explanation.Decided(new Decision.Send(uses), Optional.empty()),
            "It goes out at the next visit. Every cap has room, this send counted: 'week' 2 of 3 in"
                + " 168 hours."),
        arguments(
            new Explanation.Decided(new Decision.Send(List.of()), Optional.empty()),
            "It goes out at the next visit. No cap limits it."),
        arguments(
            new Explanation.Decided(new Decision.Wait(LATER, CAP), Optional.of(LATER)),
            "It waits until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap 'week' is used"
                + " up: 3 of 3 in 168 hours."),
        arguments(
            new Explanation.Decided(new Decision.Wait(LATER, CAP), Optional.empty()),
            "It has to wait until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap 'week' is"
                + " used up: 3 of 3 in 168 hours."),
        arguments(
            new Explanation.Decided(
                new Decision.Drop(new DropReason.NotSubscribed(OFFERS)), Optional.empty()),
            "It is dropped at the next visit, because the subscriber has not asked for the topic"
                + " 'offers', or left it."));
  }

  @ParameterizedTest
  @MethodSource("findings")
  @DisplayName("a finding is one or two whole sentences")
  void describesExplanationInWholeSentences(Explanation finding, String text) {
    assertThat(explanationText.describe(finding)).isEqualTo(text);
  }

  @Test
  @DisplayName("every kind of reason and of finding is in these examples")
  void coversEveryReasonAndExplanation() {
    assertCovers(waits(), WaitReason.class);
    assertCovers(drops(), DropReason.class);
    assertCovers(
        Stream.concat(
            findings(),
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
