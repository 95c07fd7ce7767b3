package dev.sluice.preferences.page;

import dev.sluice.lambda.http.ErrorRenderer;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import java.util.Set;

/**
 * Short pages about what a request came to, where that is not the page that was asked for.
 *
 * <p>They say whether anything was changed and what to do now, and nothing of what happened inside.
 */
public record ErrorPages(PageTheme theme) implements ErrorRenderer {

  /** Methods that change nothing, whatever becomes of them (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /** For every link that is not good, whatever the cause. */
  public HttpResponse invalidLink() {
    return page(404, "badLink.title", paragraph("badLink.why"), paragraph("badLink.what"));
  }

  /** For a form that is none of ours. */
  public HttpResponse invalidForm() {
    return page(400, "bad.title", paragraph("bad.text"), backLink("back"));
  }

  /** For a change that others were faster than, each time. */
  public HttpResponse conflict() {
    return page(503, "busy.title", paragraph("busy.text"), backLink("back"));
  }

  /** What is shown to those whose browser does not follow the way back by itself. */
  public HttpResponse redirect() {
    Html title = message("centre.title");
    return theme.page(303, title, Html.lines(Html.format("<h1>%s</h1>", title), backLink("back")));
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

  /** A change that failed may have been stored before: only looking tells. */
  private Html changeStatus(HttpRequest request) {
    return paragraph(SAFE.contains(request.method()) ? "fault.look" : "fault.change");
  }

  private HttpResponse page(int status, String title, Html... content) {
    Html main =
        Html.format(
            "<h1>%s</h1>\n<div class=\"card\">\n%s\n</div>", message(title), Html.lines(content));
    return theme.page(status, message(title), main);
  }

  /** The page's own address without what was posted. */
  private Html backLink(String key) {
    return Html.format(
        "<p class=\"row\"><a class=\"button quiet\" href=\"%s\">%s</a></p>",
        Html.text(theme.querySuffix()), message(key));
  }

  private Html paragraph(String key) {
    return Html.format("<p>%s</p>", message(key));
  }

  private Html message(String key) {
    return theme.messages().get(key);
  }
}
