package dev.sluice.core.feedback;

import dev.sluice.core.feedback.MailEvent.Actor;
import dev.sluice.core.feedback.MailEvent.BounceType;
import dev.sluice.core.feedback.MailEvent.ComplaintType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports on Anna's mail, the same ones for a seed, and the orders in which they may come. */
final class RandomMailEvents {

  static final int SENDS = 8;
  private static final int UNCONFIRMED_SEND = 3;

  private final Random random;

  RandomMailEvents(long seed) {
    random = new Random(seed);
  }

  /** Returns the mail that all of this is about. */
  static FeedbackFixture fixture() {
    return new FeedbackFixture().withSends(SENDS).withUnconfirmed(UNCONFIRMED_SEND);
  }

  List<SubscriberMailEvent> events(int count) {
    return IntStream.range(0, count).mapToObj(_ -> randomEvent()).distinct().toList();
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }

  List<SubscriberMailEvent> softBounces() {
    List<SubscriberMailEvent> reports = new ArrayList<>();
    for (int send = 0; send < SENDS; send++) {
      reports.add(FeedbackFixture.mailEvent(FeedbackFixture.softBounce(send), send));
    }
    int deliveries = random.nextInt(3);
    for (int i = 0; i < deliveries; i++) {
      int send = random.nextInt(SENDS);
      reports.add(FeedbackFixture.mailEvent(FeedbackFixture.delivery(send), send));
    }
    return reports;
  }

  List<SubscriberMailEvent> shuffledTwice(List<SubscriberMailEvent> reports) {
    List<SubscriberMailEvent> all = new ArrayList<>(reports);
    reports.stream().filter(_ -> random.nextBoolean()).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  List<List<SubscriberMailEvent>> batches(List<SubscriberMailEvent> reports) {
    List<List<SubscriberMailEvent>> batches = new ArrayList<>();
    int from = 0;
    while (from < reports.size()) {
      int to = Math.min(reports.size(), from + 1 + random.nextInt(6));
      batches.add(reports.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** Returns every order of a few. */
  static <T> List<List<T>> orders(List<T> of) {
    if (of.size() <= 1) {
      return List.of(of);
    }
    List<List<T>> all = new ArrayList<>();
    for (int first = 0; first < of.size(); first++) {
      List<T> rest = new ArrayList<>(of);
      T chosen = rest.remove(first);
      for (List<T> order : orders(rest)) {
        List<T> whole = new ArrayList<>(List.of(chosen));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  private SubscriberMailEvent randomEvent() {
    return randomEvent(random.nextInt(SENDS));
  }

  private SubscriberMailEvent randomEvent(int send) {
    long minutes = 1 + random.nextInt(2000);
    return FeedbackFixture.mailEvent(randomEvent(FeedbackFixture.after(send, minutes)), send);
  }

  private MailEvent randomEvent(Instant at) {
    return switch (random.nextInt(12)) {
      case 0 -> new MailEvent.Send(at);
      case 1, 2 -> new MailEvent.Delivery(at);
      case 3 -> new MailEvent.DeliveryDelay(at);
      case 4 -> new MailEvent.Reject(at);
      case 5 -> new MailEvent.RenderingFailure(at);
      case 6, 7 -> new MailEvent.Bounce(at, randomElement(BounceType.values()));
      case 8 -> new MailEvent.Complaint(at, randomElement(ComplaintType.values()));
      // half a minute apart from every delivery: EarlyFetches knows the delivery or the acceptance,
      // whichever comes first
      case 9 -> new MailEvent.Open(at.plusSeconds(30), randomElement(Actor.values()));
      case 10 ->
          new MailEvent.Click(
              at.plusSeconds(30), randomElement(Actor.values()), 1, random.nextBoolean());
      default -> new MailEvent.Subscription(at, random.nextBoolean());
    };
  }

  private <E> E randomElement(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
