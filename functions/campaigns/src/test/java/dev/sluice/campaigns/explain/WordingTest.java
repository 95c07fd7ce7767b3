package dev.sluice.campaigns.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.plan.CapUse;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Suppression;
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
class WordingTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Tallinn");
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-25T06:30:15Z");
  private static final TopicId OFFERS = new TopicId("offers");
  private static final SendKey KEY = SendKey.of(new CampaignId("sale"));
  private static final List<CampaignId> NOBODY = List.of();
  private static final Window WEEK = new Window.Rolling(Duration.ofDays(7));
  private static final WaitReason CAP = new WaitReason.CapReached("week", 3, WEEK, 3, NOBODY);

  private final Wording wording = new Wording(ZONE);
  private final ReasonWording reasons = new ReasonWording(new Moments(ZONE));

  static Stream<Arguments> waits() {
    Window day = new Window.Calendar(Window.Calendar.Unit.DAY);
    List<CampaignId> heavier = List.of(new CampaignId("gala"), new CampaignId("sale"));
    return Stream.of(
        arguments(CAP, "the cap 'week' is used up: 3 of 3 in 168 hours"),
        arguments(
            new WaitReason.CapReached("day", 2, day, 2, heavier),
            "the cap 'day' is used up: 2 of 2 in calendar day, in favour of 'gala' and 'sale'"),
        arguments(
            new WaitReason.CadenceHolds(OFFERS, Cadence.WEEKLY, AT, NOBODY),
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
  void wait(WaitReason reason, String text) {
    assertThat(reasons.because(reason)).isEqualTo(text);
  }

  static Stream<Arguments> drops() {
    return Stream.of(
        arguments(
            new DropReason.NotSubscribed(OFFERS),
            "the subscriber has not asked for the topic 'offers', or left it"),
        arguments(
            new DropReason.LeftAll(AT),
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
  void drop(DropReason reason, String text) {
    assertThat(reasons.because(reason)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(DropCode.class)
  @DisplayName("a recorded drop says when it was and why")
  void dropRecord(DropCode code) {
    assertThat(wording.of(new Finding.Dropped(new DropRecord(AT, KEY, code))))
        .startsWith(
            "It was dropped at 2026-11-22 08:00 (Europe/Tallinn), after it had waited, because ")
        .endsWith(".");
  }

  @ParameterizedTest
  @EnumSource(Cadence.class)
  @DisplayName("a cadence is named as people say it")
  void cadence(Cadence cadence) {
    String named = cadence.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    assertThat(reasons.because(new WaitReason.CadenceHolds(OFFERS, cadence, AT, NOBODY)))
        .contains(named);
  }

  static Stream<Arguments> findings() {
    List<CapUse> uses = List.of(new CapUse("week", 2, 3, WEEK));
    List<SegmentId> buyers = List.of(new SegmentId("buyers"));
    List<SegmentId> others = List.of(new SegmentId("staff"), new SegmentId("press"));
    return Stream.of(
        arguments(
            new Finding.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.SENT)),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn), and is never sent again."),
        arguments(
            new Finding.Sent(
                new SendRecord(AT, OFFERS, KEY, Confirmation.SENT, Set.of(Heard.OPENED))),
            "It was sent at 2026-11-22 08:00 (Europe/Tallinn), and is never sent again. It was"
                + " delivered, opened."),
        arguments(
            new Finding.Sent(new SendRecord(AT, OFFERS, KEY, Confirmation.UNCONFIRMED)),
            "It was handed to SES at 2026-11-22 08:00 (Europe/Tallinn) and the answer was lost: it"
                + " may have arrived, so it is never sent again."),
        arguments(
            new Finding.Ended(CampaignState.CANCELLED, AT),
            "The campaign was cancelled at 2026-11-22 08:00 (Europe/Tallinn), and nothing was sent"
                + " to this subscriber."),
        arguments(
            new Finding.Ended(CampaignState.COMPLETED, AT),
            "The campaign completed at 2026-11-22 08:00 (Europe/Tallinn), and nothing was sent to"
                + " this subscriber."),
        arguments(
            new Finding.NotInAudience(buyers, List.of()),
            "It is not for this subscriber: they are not in the segment 'buyers'."),
        arguments(
            new Finding.NotInAudience(buyers, others),
            "It is not for this subscriber: they are not in the segment 'buyers', and in the"
                + " segments 'staff' and 'press', which the campaign excludes."),
        arguments(
            new Finding.Paused(AT, Optional.of(LATER)),
            "Nothing is sent while the campaign is paused, since 2026-11-22 08:00 (Europe/Tallinn)."
                + " The send keeps waiting; it was planned for 2026-11-25 08:30:15"
                + " (Europe/Tallinn)."),
        arguments(
            new Finding.Paused(AT, Optional.empty()),
            "Nothing is sent while the campaign is paused, since 2026-11-22 08:00 (Europe/Tallinn)."
                + " Once it is resumed, this subscriber is decided like everyone else."),
        arguments(
            new Finding.Announced(AT, Optional.of(LATER)),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). As things stand, it goes out"
                + " at 2026-11-25 08:30:15 (Europe/Tallinn)."),
        arguments(
            new Finding.Announced(AT, Optional.empty()),
            "The campaign starts at 2026-11-22 08:00 (Europe/Tallinn). No slot is kept for it"
                + " yet."),
        arguments(
            new Finding.Passed(OFFERS, Optional.of(new DropReason.NotSubscribed(OFFERS))),
            "The campaign has passed this subscriber without a send; why is not recorded for those"
                + " who never waited. Now it would be dropped because the subscriber has not asked"
                + " for the topic 'offers', or left it."),
        arguments(
            new Finding.Passed(OFFERS, Optional.empty()),
            "The campaign has passed this subscriber without a send; why is not recorded for those"
                + " who never waited. What held it then holds no longer, and it is not taken up"
                + " again."),
        arguments(
            new Finding.Decided(new Decision.Send(uses), Optional.empty()),
            "It goes out at the next visit. Every cap has room, this send counted: 'week' 2 of 3 in"
                + " 168 hours."),
        arguments(
            new Finding.Decided(new Decision.Send(List.of()), Optional.empty()),
            "It goes out at the next visit. No cap limits it."),
        arguments(
            new Finding.Decided(new Decision.Wait(LATER, CAP), Optional.of(LATER)),
            "It waits until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap 'week' is used"
                + " up: 3 of 3 in 168 hours."),
        arguments(
            new Finding.Decided(new Decision.Wait(LATER, CAP), Optional.empty()),
            "It has to wait until 2026-11-25 08:30:15 (Europe/Tallinn), because the cap 'week' is"
                + " used up: 3 of 3 in 168 hours."),
        arguments(
            new Finding.Decided(
                new Decision.Drop(new DropReason.NotSubscribed(OFFERS)), Optional.empty()),
            "It is dropped at the next visit, because the subscriber has not asked for the topic"
                + " 'offers', or left it."));
  }

  @ParameterizedTest
  @MethodSource("findings")
  @DisplayName("a finding is one or two whole sentences")
  void finding(Finding finding, String text) {
    assertThat(wording.of(finding)).isEqualTo(text);
  }

  @Test
  @DisplayName("every kind of reason and of finding is in these examples")
  void complete() {
    assertCovers(waits(), WaitReason.class);
    assertCovers(drops(), DropReason.class);
    assertCovers(
        Stream.concat(
            findings(),
            Stream.of(arguments(new Finding.Dropped(new DropRecord(AT, KEY, DropCode.CAPPED))))),
        Finding.class);
  }

  private static void assertCovers(Stream<Arguments> examples, Class<?> sealed) {
    List<String> covered =
        examples.map(example -> example.get()[0].getClass().getName()).distinct().toList();
    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(sealed.getPermittedSubclasses()).map(Class::getName).toList());
  }
}
