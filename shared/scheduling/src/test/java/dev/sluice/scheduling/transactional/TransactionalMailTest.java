package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.Threads;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail")
class TransactionalMailTest {

  private static final SendOutcome UNKNOWN = new SendOutcome.Unknown("timeout");
  private static final SendOutcome THROTTLED = new SendOutcome.Throttled(Limit.RATE);

  private final PostOffice office = new PostOffice();

  @Test
  void isHandedOverInTheRequestAndAnswersWithSesId() {
    Receipt receipt = office.take("order-1", PostOffice.toBuyer());
    assertThat(state(receipt)).isEqualTo(new MessageState.Accepted("ses-1", Samples.NOON));
    assertThat(office.handedOver).containsExactly(new EmailAddress("buyer@example.com"));
  }

  @Test
  void toASubscriberGoesToTheirAddressWhateverTheyThinkOfMarketing() {
    Standing standing = office.subscribers.read(PostOffice.ANNA).orElseThrow().standing();
    Suppression complaint = new Suppression(Suppression.Cause.COMPLAINT, Samples.NOON);
    office.subscribers.commit(
        standing.with(
            new Consents(
                Map.of(),
                Optional.of(Samples.NOON),
                Optional.of(Samples.NOON),
                Optional.of(complaint))));
    Receipt receipt =
        office.take("order-1", PostOffice.request(new Recipient.Known(PostOffice.ANNA)));
    assertThat(state(receipt)).isInstanceOf(MessageState.Accepted.class);
    assertThat(office.handedOver).containsExactly(Samples.subscriber(PostOffice.ANNA).address());
  }

  @Test
  void goesAlsoIfItsPermitCannotBeCounted() {
    // Steps of a request: call, create, permit.
    PostOffice uncounted = new PostOffice(3, false);
    assertThat(state(uncounted.take("order-1", PostOffice.toBuyer())))
        .isInstanceOf(MessageState.Accepted.class);
    assertThat(uncounted.troubles).containsExactly("permit not counted");
  }

  @Test
  void thatSesRefusesEndsRefusedWithItsReasonAndIsNotTriedAgain() {
    office.answers.add(new SendOutcome.Refused("MessageRejected"));
    Receipt receipt = office.take("poison", PostOffice.toBuyer());
    assertThat(state(receipt)).isEqualTo(new MessageState.Refused("MessageRejected", Samples.NOON));
    assertThat(state(office.take("order-1", PostOffice.toBuyer())))
        .isInstanceOf(MessageState.Accepted.class);
    office.passTime();
    assertThat(office.handedOver).hasSize(2);
  }

  @Nested
  @DisplayName("asked for again")
  class Again {

    @Test
    void withTheSameKeyAndBodyAnswersTheSameAndSendsNothing() {
      Receipt first = office.take("order-1", PostOffice.toBuyer());
      assertThat(office.take("order-1", PostOffice.toBuyer())).isEqualTo(first);
      office.passTime();
      assertThat(office.handedOver).hasSize(1);
    }

    @Test
    void withTheSameKeyAndAnotherBodyIsAConflictAndSendsNothing() {
      office.take("order-1", PostOffice.toBuyer());
      Receipt other =
          office.take("order-1", PostOffice.request(new Recipient.Known(PostOffice.ANNA)));
      assertThat(other).isInstanceOf(Receipt.KeyReused.class);
      assertThat(office.handedOver).hasSize(1);
    }

    @Test
    void answersTheSameAlsoAfterItsTemplateWasWithdrawn() {
      Receipt first = office.take("order-1", PostOffice.toBuyer());
      office.templates.put(unmarked());
      assertThat(office.take("order-1", PostOffice.toBuyer())).isEqualTo(first);
    }

    @Test
    void aHundredTimesAtOnceIsHandedOverOnce() throws Exception {
      List<Callable<Receipt>> requests =
          Collections.nCopies(100, () -> office.take("order-1", PostOffice.toBuyer()));
      List<Receipt> receipts = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var receipt : threads.invokeAll(requests)) {
          receipts.add(receipt.get());
        }
      }
      office.passTime();
      assertThat(office.handedOver).hasSize(1);
      assertThat(receipts).hasSize(100).allMatch(Receipt.Taken.class::isInstance);
    }
  }

  @Nested
  @DisplayName("that did not leave")
  class NotLeft {

    @Test
    void becauseOfTheRateIsPendingAndGoesSecondsLater() {
      office.answers.add(THROTTLED);
      Receipt receipt = office.take("order-1", PostOffice.toBuyer());
      assertThat(state(receipt)).isInstanceOf(MessageState.Pending.class);
      office.passTime();
      assertThat(office.stateOf("order-1"))
          .isEqualTo(new MessageState.Accepted("ses-2", Samples.NOON.plusSeconds(5)));
    }

    @Test
    void isTriedAgainInTheOrderInWhichItCame() {
      for (int i = 0; i < 20; i++) {
        office.answers.add(THROTTLED);
      }
      List<EmailAddress> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        asked.add(new EmailAddress("buyer" + i + "@example.com"));
        office.clock.set(office.clock.instant().plusMillis(10));
        office.take("order-" + i, PostOffice.request(new Recipient.Bare(asked.getLast())));
      }
      office.handedOver.clear();
      office.passTime();
      assertThat(office.handedOver).isEqualTo(asked);
    }

    @Test
    void isTriedForADayWithGrowingDelaysAndThenRefusedWithTheLastCause() {
      for (int i = 0; i < 1_000; i++) {
        office.answers.add(new SendOutcome.Throttled(Limit.DAILY));
      }
      office.take("order-1", PostOffice.toBuyer());
      office.passTime();
      assertThat(office.stateOf("order-1"))
          .isInstanceOfSatisfying(
              MessageState.Refused.class,
              refused -> {
                assertThat(refused.reason()).contains("daily quota");
                assertThat(refused.at())
                    .isBetween(
                        Samples.NOON.plus(RetryDelays.PATIENCE),
                        Samples.NOON.plus(RetryDelays.PATIENCE).plus(RetryDelays.MAX));
              });
      assertThat(office.handedOver).hasSizeBetween(90, 110);
    }

    @Test
    void becauseSesTakesNothingGoesWhenItDoesAgain() {
      office.answers.add(new SendOutcome.Withheld("AccountSuspendedException"));
      office.answers.add(new SendOutcome.Withheld("not reached"));
      office.take("order-1", PostOffice.toBuyer());
      office.passTime();
      assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Accepted.class);
      assertThat(office.handedOver).hasSize(3);
    }

    @Test
    void isRefusedIfItsTemplateIsWithdrawnMeanwhile() {
      office.answers.add(THROTTLED);
      office.take("order-1", PostOffice.toBuyer());
      office.templates.put(unmarked());
      office.passTime();
      assertThat(office.stateOf("order-1"))
          .isInstanceOfSatisfying(
              MessageState.Refused.class,
              refused -> assertThat(refused.reason()).contains("template").doesNotContain("@"));
      assertThat(office.handedOver).hasSize(1);
    }
  }

  @Nested
  @DisplayName("without an answer")
  class InDoubt {

    @Test
    void isSentOnceMoreAfterTheSettlingWait() {
      office.answers.add(UNKNOWN);
      assertThat(state(office.take("order-1", PostOffice.toBuyer())))
          .isInstanceOf(MessageState.Pending.class);
      office.passTime();
      assertThat(office.stateOf("order-1"))
          .isEqualTo(new MessageState.Accepted("ses-2", Samples.NOON.plus(RetryDelays.SETTLING)));
    }

    @Test
    void twiceIsNotSentAThirdTimeAndSaidToBeUnconfirmed() {
      office.answers.addAll(List.of(UNKNOWN, THROTTLED, UNKNOWN));
      office.take("order-1", PostOffice.toBuyer());
      office.passTime();
      assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
      assertThat(office.handedOver).hasSize(3);
    }

    @Test
    void isNotSaidToBeRefusedWhenItCannotBeTriedAgain() {
      office.answers.add(UNKNOWN);
      office.take("order-1", PostOffice.toBuyer());
      office.templates.put(unmarked());
      office.passTime();
      assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
    }

    @Test
    void isSentOnceMoreHoweverManyCallsAskForIt() throws Exception {
      office.answers.add(UNKNOWN);
      office.take("order-1", PostOffice.toBuyer());
      Summons summons = new Summons(MessageId.of(new IdempotencyKey("order-1")), 1);
      office.clock.set(office.clock.instant().plus(RetryDelays.SETTLING));
      Threads.race(() -> office.answer(summons));
      office.passTime();
      assertThat(office.handedOver).hasSize(2);
    }
  }

  @Nested
  @DisplayName("whose function crashes")
  class Crashes {

    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted("ses-scripted");

    @Test
    void atAnyStepOnAnyPathIsBroughtToItsEndAndHandedOverTwiceOnlyWithoutAnAnswer() {
      List<List<SendOutcome>> scripts =
          List.of(
              List.of(ACCEPTED),
              List.of(THROTTLED, ACCEPTED),
              List.of(new SendOutcome.Withheld("not reached"), THROTTLED, ACCEPTED),
              List.of(UNKNOWN, ACCEPTED),
              List.of(new SendOutcome.Refused("MessageRejected")));
      for (List<SendOutcome> script : scripts) {
        PostOffice smooth = run(new PostOffice(), script);
        for (int step = 1; step <= smooth.steps(); step++) {
          for (boolean afterwards : List.of(false, true)) {
            check(run(new PostOffice(step, afterwards), script), script, step, afterwards);
          }
        }
      }
    }

    private static PostOffice run(PostOffice office, List<SendOutcome> script) {
      office.answers.addAll(script);
      try {
        office.take("order-1", PostOffice.toBuyer());
      } catch (PostOffice.Crash crash) {
        // The sender got an error. Whatever was stored must come to its end without them.
      }
      office.passTime();
      return office;
    }

    private static void check(
        PostOffice office, List<SendOutcome> script, int step, boolean afterwards) {
      String where = script + ", crash " + (afterwards ? "after" : "before") + " step " + step;
      Optional<TransactionalMessage> stored =
          office.messages.read(MessageId.of(new IdempotencyKey("order-1")));
      assertThat(office.waitingCalls()).as(where).isZero();
      if (stored.isEmpty()) {
        assertThat(office.handedOver).as(where).isEmpty();
        return;
      }
      boolean refused = script.getFirst() instanceof SendOutcome.Refused;
      assertThat(stored.orElseThrow().state())
          .as(where)
          .isInstanceOfAny(
              refused
                  ? new Class<?>[] {MessageState.Refused.class, MessageState.Accepted.class}
                  : new Class<?>[] {MessageState.Accepted.class, MessageState.Unconfirmed.class});
      // One more than the script: the hand-over whose answer the crash lost.
      assertThat(office.handedOver).as(where).hasSizeBetween(1, script.size() + 1);
    }

    @Test
    void beforeItWasStoredLeavesNothingAndTheRepeatedRequestSendsIt() {
      PostOffice crashing = new PostOffice(2, false);
      assertThatThrownBy(() -> crashing.take("order-1", PostOffice.toBuyer()))
          .isInstanceOf(PostOffice.Crash.class);
      crashing.passTime();
      assertThat(crashing.handedOver).isEmpty();
      crashing.take("order-1", PostOffice.toBuyer());
      assertThat(crashing.handedOver).hasSize(1);
    }

    @Test
    void betweenStoringAndSendingIsSentAfterTheSettlingWait() {
      PostOffice crashing = new PostOffice(2, true);
      assertThatThrownBy(() -> crashing.take("order-1", PostOffice.toBuyer()))
          .isInstanceOf(PostOffice.Crash.class);
      assertThat(crashing.handedOver).isEmpty();
      crashing.passTime();
      assertThat(crashing.stateOf("order-1"))
          .isEqualTo(new MessageState.Accepted("ses-1", Samples.NOON.plus(RetryDelays.SETTLING)));
    }
  }

  @Nested
  @DisplayName("that cannot be sent")
  class Refusals {

    @Test
    void namesEverythingThatIsWrongAndStoresNothing() {
      MessageRequest request =
          new MessageRequest(
              new Recipient.Known(new SubscriberId("nobody")),
              new TemplateId("nothing"),
              Map.of("a", new AttributeValue.Text("b")));
      assertThatThrownBy(() -> office.take("order-1", request))
          .isInstanceOfSatisfying(
              InvalidInputException.class,
              e ->
                  assertThat(e.violations())
                      .extracting(violation -> violation.field())
                      .containsExactly("to.subscriber", "template"));
      assertThat(office.messages.read(MessageId.of(new IdempotencyKey("order-1")))).isEmpty();
      assertThat(office.waitingCalls()).isZero();
    }

    @Test
    void becauseItsTemplateIsNotMarkedTransactionalSaysWhoCanMarkIt() {
      office.templates.put(unmarked());
      assertThatThrownBy(() -> office.take("order-1", PostOffice.toBuyer()))
          .isInstanceOfSatisfying(
              InvalidInputException.class,
              e -> assertThat(e.violations().getFirst().remedy()).contains("administrator"));
    }

    @Test
    void becauseAValueIsMissingNamesIt() {
      office.templates.put(
          new MessageTemplate(PostOffice.RECEIPT.id(), "{{missing}}", "<p/>", "", Map.of(), true));
      assertThatThrownBy(() -> office.take("order-1", PostOffice.toBuyer()))
          .hasMessageContaining("data.missing");
    }
  }

  @Nested
  @DisplayName("waits between attempts")
  class Delays {

    @Test
    void longerEachTimeAndNeverLongerThanTheQueueCan() {
      Duration before = Duration.ZERO;
      for (Duration age = Duration.ZERO;
          age.compareTo(RetryDelays.PATIENCE) < 0;
          age = age.plusSeconds(97)) {
        Duration delay = RetryDelays.afterLimit(Limit.RATE, age);
        assertThat(delay).isBetween(before, RetryDelays.MAX);
        before = delay;
      }
      assertThat(before).isEqualTo(RetryDelays.MAX);
      assertThat(RetryDelays.afterWithheld(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
      assertThat(RetryDelays.afterLimit(Limit.DAILY, Duration.ZERO))
          .isEqualTo(Duration.ofMinutes(5));
    }
  }

  private static MessageState state(Receipt receipt) {
    return ((Receipt.Taken) receipt).message().state();
  }

  private static MessageTemplate unmarked() {
    return new MessageTemplate(PostOffice.RECEIPT.id(), "Receipt", "<p/>", "", Map.of(), false);
  }
}
