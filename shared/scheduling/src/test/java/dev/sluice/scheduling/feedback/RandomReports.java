package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.feedback.MailEvent.BounceType;
import dev.sluice.scheduling.feedback.MailEvent.ComplaintType;
import dev.sluice.scheduling.feedback.MailEvent.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports on Anna's mail, the same ones for a seed, and the orders in which they may come. */
final class RandomReports {

  static final int SENDS = 8;
  private static final int UNANSWERED = 3;

  private final Random random;

  RandomReports(long seed) {
    random = new Random(seed);
  }

  /** Returns the mail that all of this is about. */
  static Mailbag mailbag() {
    return new Mailbag().sent(SENDS).unanswered(UNANSWERED);
  }

  List<Report> some(int count) {
    return IntStream.range(0, count).mapToObj(_ -> any()).distinct().toList();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  List<Report> softBounces() {
    List<Report> reports = new ArrayList<>();
    for (int send = 0; send < SENDS; send++) {
      reports.add(Mailbag.report(Mailbag.softBounce(send), send));
    }
    int deliveries = random.nextInt(3);
    for (int i = 0; i < deliveries; i++) {
      int send = random.nextInt(SENDS);
      reports.add(Mailbag.report(Mailbag.delivery(send), send));
    }
    return reports;
  }

  List<Report> shuffledTwice(List<Report> reports) {
    List<Report> all = new ArrayList<>(reports);
    reports.stream().filter(_ -> random.nextBoolean()).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  List<List<Report>> batches(List<Report> reports) {
    List<List<Report>> batches = new ArrayList<>();
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

  private Report any() {
    return any(random.nextInt(SENDS));
  }

  private Report any(int send) {
    long minutes = 1 + random.nextInt(2000);
    return Mailbag.report(any(Mailbag.after(send, minutes)), send);
  }

  private MailEvent any(Instant at) {
    return switch (random.nextInt(12)) {
      case 0 -> new MailEvent.Send(at);
      case 1, 2 -> new MailEvent.Delivery(at);
      case 3 -> new MailEvent.Delay(at);
      case 4 -> new MailEvent.Reject(at);
      case 5 -> new MailEvent.RenderingFailure(at);
      case 6, 7 -> new MailEvent.Bounce(at, one(BounceType.values()));
      case 8 -> new MailEvent.Complaint(at, one(ComplaintType.values()));
      case 9 -> new MailEvent.Open(at, one(Reader.values()));
      case 10 -> new MailEvent.Click(at, one(Reader.values()), random.nextBoolean());
      default -> new MailEvent.Subscription(at, random.nextBoolean());
    };
  }

  private <E> E one(E[] values) {
    return values[random.nextInt(values.length)];
  }
}
