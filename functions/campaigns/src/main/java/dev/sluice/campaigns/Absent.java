package dev.sluice.campaigns;

import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.ProblemException;

/** The answers to requests for what is not there. */
final class Absent {

  private Absent() {}

  /** Returns the problem 404 for one thing. */
  static ProblemException thing(String kind, Object id) {
    return Problem.of(Problem.Kind.NOT_FOUND, "there is no %s '%s'".formatted(kind, id))
        .asException();
  }
}
