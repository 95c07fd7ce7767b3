package dev.sluice.scheduling.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.feedback.MailEvent.BounceType;
import dev.sluice.scheduling.feedback.MailEvent.ComplaintType;
import dev.sluice.scheduling.feedback.MailEvent.Reader;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reports in any order, any number of times, in any batches")
class FeedbackOrderTest {

  private static final int SENDS = 8;
  private static final int UNANSWERED = 3;

  /** What is the same whatever the order: everything but how often the standing was written. */
  private record End(Standing standing, List<Map<Heard, Long>> counts, List<DayOfSends> days) {}

  @Test
  @DisplayName("end the same in all 120 orders of five, for 100 choices of five")
  void allOrdersOfFew() {
    Random random = new Random(20261126);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    for (int choice = 0; choice < 100; choice++) {
      List<Report> five = some(5, random);
      End expected = end(List.of(five));
      for (List<Report> order : permutations(five)) {
        assertThat(end(oneByOne(order))).as("%s", order).isEqualTo(expected);
      }
      expected.standing().consents().suppression().map(Suppression::cause).ifPresent(seen::add);
    }
    assertThat(seen).contains(Suppression.Cause.BOUNCE, Suppression.Cause.COMPLAINT);
  }

  @Test
  @DisplayName("end the same in 30 shuffles with duplicates, for 40 choices of thirty")
  void shufflesOfMany() {
    Random random = new Random(20261127);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    int free = 0;
    for (int choice = 0; choice < 40; choice++) {
      // In half of the choices nothing hides what softly bounced sends lead to.
      List<Report> reports = choice % 2 == 0 ? some(30, random) : softBounces(random);
      End expected = end(List.of(reports));
      for (int shuffle = 0; shuffle < 30; shuffle++) {
        assertThat(end(batches(shuffledTwice(reports, random), random)))
            .as("choice %s, shuffle %s", choice, shuffle)
            .isEqualTo(expected);
      }
      expected.standing().consents().suppression().map(Suppression::cause).ifPresent(seen::add);
      free += expected.standing().consents().suppression().isEmpty() ? 1 : 0;
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            Suppression.Cause.REPEATED_BOUNCES,
            Suppression.Cause.BOUNCE,
            Suppression.Cause.COMPLAINT);
    assertThat(free).as("choices after which mail may be sent").isPositive();
  }

  private static End end(List<List<Report>> batches) {
    Mailbag mailbag = new Mailbag().sent(SENDS).unanswered(UNANSWERED);
    batches.forEach(batch -> assertThat(mailbag.hear(batch).unheard()).isEmpty());
    Standing standing = mailbag.standing();
    return new End(
        new Standing(
            standing.subscriber(),
            0,
            standing.consents(),
            standing.history(),
            standing.waiting(),
            standing.drops(),
            standing.dueAt(),
            standing.engagedAt()),
        IntStream.range(0, SENDS).mapToObj(i -> mailbag.store.of(Mailbag.campaign(i))).toList(),
        mailbag.store.since(LocalDate.EPOCH));
  }

  private static List<Report> some(int count, Random random) {
    return IntStream.range(0, count).mapToObj(_ -> any(random)).distinct().toList();
  }

  private static Report any(Random random) {
    int send = random.nextInt(SENDS);
    long minutes = 1 + random.nextInt(2000);
    return Mailbag.report(any(send, minutes, random), send);
  }

  private static MailEvent any(int send, long minutes, Random random) {
    var at = Mailbag.after(send, minutes);
    return switch (random.nextInt(12)) {
      case 0 -> new MailEvent.Send(at);
      case 1, 2 -> new MailEvent.Delivery(at);
      case 3 -> new MailEvent.Delay(at);
      case 4 -> new MailEvent.Reject(at);
      case 5 -> new MailEvent.RenderingFailure(at);
      case 6, 7 -> new MailEvent.Bounce(at, one(BounceType.values(), random));
      case 8 -> new MailEvent.Complaint(at, one(ComplaintType.values(), random));
      case 9 -> new MailEvent.Open(at, one(Reader.values(), random));
      case 10 -> new MailEvent.Click(at, one(Reader.values(), random), random.nextBoolean());
      default -> new MailEvent.Subscription(at, random.nextBoolean());
    };
  }

  private static List<Report> softBounces(Random random) {
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

  private static List<Report> shuffledTwice(List<Report> reports, Random random) {
    List<Report> all = new ArrayList<>(reports);
    reports.stream().filter(_ -> random.nextBoolean()).forEach(all::add);
    Collections.shuffle(all, random);
    return all;
  }

  private static List<List<Report>> oneByOne(List<Report> order) {
    return order.stream().map(List::of).toList();
  }

  private static List<List<Report>> batches(List<Report> reports, Random random) {
    List<List<Report>> batches = new ArrayList<>();
    int from = 0;
    while (from < reports.size()) {
      int to = Math.min(reports.size(), from + 1 + random.nextInt(6));
      batches.add(reports.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static List<List<Report>> permutations(List<Report> of) {
    if (of.size() <= 1) {
      return List.of(of);
    }
    List<List<Report>> all = new ArrayList<>();
    for (int first = 0; first < of.size(); first++) {
      List<Report> rest = new ArrayList<>(of);
      Report chosen = rest.remove(first);
      for (List<Report> order : permutations(rest)) {
        List<Report> whole = new ArrayList<>(List.of(chosen));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  private static <E> E one(E[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
