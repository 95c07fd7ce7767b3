package dev.sluice.lambda.http;

/** How it is told that a request was not done: to programs in JSON, to people otherwise. */
@FunctionalInterface
public interface ErrorRenderer {

  /** Tells programs, as RFC 9457 has it. */
  ErrorRenderer PROBLEM_JSON = (request, problem) -> problem.toResponse(request.id());

  /** Returns the answer, of the status that the problem's kind has. */
  HttpResponse render(HttpRequest request, HttpProblem problem);
}
