package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is the same whatever the order: everything but how often the standing was written. */
record Ending(Standing standing, List<Map<Heard, Long>> counts, List<DayOfSends> days) {

  static Ending of(Mailbag mailbag) {
    Standing standing = mailbag.standing();
    return new Ending(
        new Standing(
            standing.subscriber(),
            0,
            standing.consents(),
            standing.history(),
            standing.waiting(),
            standing.drops(),
            standing.dueAt(),
            standing.engagedAt()),
        IntStream.range(0, RandomReports.SENDS)
            .mapToObj(i -> mailbag.store.of(Mailbag.campaign(i)))
            .toList(),
        mailbag.store.since(LocalDate.EPOCH));
  }

  Optional<Suppression.Cause> suppressedFor() {
    return standing.consents().suppression().map(Suppression::cause);
  }
}
