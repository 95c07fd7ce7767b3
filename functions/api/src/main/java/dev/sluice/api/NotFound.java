package dev.sluice.api;

import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblemException;

/** The answers to requests for what is not there. */
final class NotFound {

  private NotFound() {}

  /** Returns the problem 404 for one thing. */
  static HttpProblemException exception(String kind, Object id) {
    return HttpProblem.of(
            HttpProblem.ProblemType.NOT_FOUND, "there is no %s '%s'".formatted(kind, id))
        .toException();
  }
}
