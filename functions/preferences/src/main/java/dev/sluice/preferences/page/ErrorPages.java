package dev.sluice.preferences.page;

import dev.sluice.lambda.http.ErrorRenderer;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import java.util.Set;

/**
 * Short pages that replace the requested one.
 *
 * <p>They say whether anything has changed and what to do next, and reveal nothing of the cause.
 */
public record ErrorPages(PageTheme theme) implements ErrorRenderer {

  /** Safe methods, which change nothing even if they fail (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /** Returns the page of every invalid link, whatever the cause. */
  public HttpResponse invalidLink() {
    return page(404, "badLink.title", paragraph("badLink.why"), paragraph("badLink.what"));
  }

  /** Returns the page for a form that is not one of the page's own. */
  public HttpResponse invalidForm() {
    return page(400, "bad.title", paragraph("bad.text"), backLink("back"));
  }

  /** Returns the page for a change that lost to concurrent writes on every try. */
  public HttpResponse conflict() {
    return page(503, "busy.title", paragraph("busy.text"), backLink("back"));
  }

  /** Returns the body of a redirect, for browsers that do not follow it. */
  public HttpResponse redirect() {
    return theme.cardPage(303, "centre.title", backLink("back"), Html.EMPTY);
  }

  @Override
  public HttpResponse render(HttpRequest request, HttpProblem problem) {
    int status = problem.type().status();
    return switch (problem.type()) {
      case NOT_FOUND -> invalidLink();
      case TOO_LARGE -> page(status, "bad.title", paragraph("bad.large"), backLink("fault.again"));
      case INVALID, METHOD_NOT_ALLOWED, CONFLICT, UNSUPPORTED_TYPE ->
          page(status, "bad.title", paragraph("bad.text"), backLink("fault.again"));
      case FAILED -> page(status, "fault.title", changeStatus(request), backLink("fault.again"));
      case BUSY -> page(status, "fault.busy", changeStatus(request), backLink("fault.again"));
    };
  }

  /** A change that failed may have been stored: the person has to look. */
  private Html changeStatus(HttpRequest request) {
    return paragraph(SAFE.contains(request.method()) ? "fault.look" : "fault.change");
  }

  private HttpResponse page(int status, String title, Html... content) {
    return theme.cardPage(status, title, Html.card(content), Html.EMPTY);
  }

  /** Links to the page's own address, without what was posted. */
  private Html backLink(String key) {
    return Html.format(
        "<p class=\"row\"><a class=\"button quiet\" href=\"%s\">%s</a></p>",
        Html.text(theme.querySuffix()), theme.message(key));
  }

  private Html paragraph(String key) {
    return theme.paragraph(key);
  }
}
