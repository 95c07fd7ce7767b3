package dev.sluice.api;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.Violation;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblemException;
import java.time.ZoneOffset;
import java.util.List;

/** How it is told that somebody is not stored, as they were erased: by whom and when, no more. */
final class ErasedSubscriberErrors {

  private ErasedSubscriberErrors() {}

  /** Returns what is wrong with an entry. */
  static Violation violation(SubscriberId id, ErasureMark mark) {
    String wish = mark.source() == ConsentSource.API ? "by your team" : "at their own request";
    return new Violation(
        "id",
        id.value(),
        "this person was erased %s on %s: remove them from what you send"
            .formatted(wish, mark.at().atOffset(ZoneOffset.UTC).toLocalDate()));
  }

  /** Returns the answer to a request for one subscriber. */
  static HttpProblemException conflict(SubscriberId id, ErasureMark mark) {
    Violation violation = violation(id, mark);
    return new HttpProblem(HttpProblem.ProblemType.CONFLICT, violation.remedy(), List.of(violation))
        .toException();
  }
}
