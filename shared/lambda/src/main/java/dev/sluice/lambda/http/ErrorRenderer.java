package dev.sluice.lambda.http;

/** Renders a problem as a response: JSON for programs, pages for people. */
@FunctionalInterface
public interface ErrorRenderer {

  /** Renders problem details as JSON (RFC 9457). */
  ErrorRenderer PROBLEM_JSON = (request, problem) -> problem.toResponse(request.id());

  /** Returns the response, with the status of the problem's type. */
  HttpResponse render(HttpRequest request, HttpProblem problem);
}
