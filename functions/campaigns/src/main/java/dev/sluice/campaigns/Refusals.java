package dev.sluice.campaigns;

import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.ProblemException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ErasureMark;
import java.time.ZoneOffset;
import java.util.List;

/** How it is told that somebody is not stored, as they were erased: by whom and when, no more. */
final class Refusals {

  private Refusals() {}

  /** Returns what is wrong with an entry. */
  static Violation erased(SubscriberId id, ErasureMark mark) {
    String wish = mark.means() == Means.API ? "by your team" : "at their own request";
    return new Violation(
        "id",
        id.value(),
        "this person was erased %s on %s: remove them from what you send"
            .formatted(wish, mark.at().atOffset(ZoneOffset.UTC).toLocalDate()));
  }

  /** Returns the answer to a request for one subscriber. */
  static ProblemException conflict(SubscriberId id, ErasureMark mark) {
    Violation violation = erased(id, mark);
    return new Problem(Problem.Kind.CONFLICT, violation.remedy(), List.of(violation)).asException();
  }
}
