package dev.sluice.aws.http;

/** How it is told that a request was not done: to programs in JSON, to people otherwise. */
@FunctionalInterface
public interface Refusals {

  /** Tells programs, as RFC 9457 has it. */
  Refusals PROBLEMS = (request, problem) -> problem.response(request.id());

  /** Returns the answer, of the status that the problem's kind has. */
  HttpResponse tell(HttpRequest request, Problem problem);
}
