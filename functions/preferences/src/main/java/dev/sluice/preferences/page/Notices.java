package dev.sluice.preferences.page;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Refusals;
import java.util.Set;

/**
 * Short pages about what a request came to, where that is not the page that was asked for.
 *
 * <p>They say whether anything was changed and what to do now, and nothing of what happened inside.
 */
public record Notices(Look look) implements Refusals {

  /** Methods that change nothing, whatever becomes of them (RFC 9110, section 9.2.1). */
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /** For every link that is not good, whatever the cause. */
  public HttpResponse noSuchLink() {
    return notice(404, "badLink.title", paragraph("badLink.why"), paragraph("badLink.what"));
  }

  /** For a form that is none of ours. */
  public HttpResponse unreadable() {
    return notice(400, "bad.title", paragraph("bad.text"), back("back"));
  }

  /** For a change that others were faster than, each time. */
  public HttpResponse busy() {
    return notice(503, "busy.title", paragraph("busy.text"), back("back"));
  }

  /** What is shown to those whose browser does not follow the way back by itself. */
  public HttpResponse goOn() {
    Html title = say("centre.title");
    return look.page(303, title, Html.lines(Html.of("<h1>%s</h1>", title), back("back")));
  }

  @Override
  public HttpResponse tell(HttpRequest request, Problem problem) {
    int status = problem.kind().status();
    return switch (problem.kind()) {
      case NOT_FOUND -> noSuchLink();
      case TOO_LARGE -> notice(status, "bad.title", paragraph("bad.large"), back("fault.again"));
      case INVALID, METHOD_NOT_ALLOWED, CONFLICT, UNSUPPORTED_TYPE ->
          notice(status, "bad.title", paragraph("bad.text"), back("fault.again"));
      case FAILED -> notice(status, "fault.title", outcome(request), back("fault.again"));
      case BUSY -> notice(status, "fault.busy", outcome(request), back("fault.again"));
    };
  }

  /** A change that failed may have been stored before: only looking tells. */
  private Html outcome(HttpRequest request) {
    return paragraph(SAFE.contains(request.method()) ? "fault.look" : "fault.change");
  }

  private HttpResponse notice(int status, String title, Html... content) {
    Html main =
        Html.of("<h1>%s</h1>\n<div class=\"card\">\n%s\n</div>", say(title), Html.lines(content));
    return look.page(status, say(title), main);
  }

  /** The page's own address without what was posted. */
  private Html back(String key) {
    return Html.of(
        "<p class=\"row\"><a class=\"button quiet\" href=\"%s\">%s</a></p>",
        Html.text(look.query()), say(key));
  }

  private Html paragraph(String key) {
    return Html.of("<p>%s</p>", say(key));
  }

  private Html say(String key) {
    return look.speech().say(key);
  }
}
