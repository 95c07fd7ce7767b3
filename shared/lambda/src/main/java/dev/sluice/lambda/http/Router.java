package dev.sluice.lambda.http;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.support.Violation;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the route of a request, after what every route asks of it. */
public final class Router {

  private static final Set<String> METHODS_WITH_BODY = Set.of("PUT", "POST", "PATCH");

  private static final String CONTENT_TYPE = "content-type";

  private final List<Route> routes;

  /** Creates a router; where several routes match, the first one answers. */
  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** Returns all routes. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * Answers a request.
   *
   * @throws HttpProblemException if there is no such route, or it does not take such a body
   */
  public HttpResponse handle(HttpRequest request) {
    List<Route> here =
        routes.stream().filter(route -> route.match(request.path()).isPresent()).toList();
    if (here.isEmpty()) {
      throw HttpProblem.of(ProblemType.NOT_FOUND, "there is nothing at this path").toException();
    }
    Route route =
        here.stream()
            .filter(candidate -> candidate.method().equals(request.method()))
            .findFirst()
            .orElseThrow(() -> methodNotAllowed(here));
    checkBody(route, request);
    return route.handler().handle(request, route.match(request.path()).orElseThrow());
  }

  private static HttpProblemException methodNotAllowed(List<Route> here) {
    String methods = here.stream().map(Route::method).distinct().sorted().collect(joining(", "));
    HttpProblem problem = HttpProblem.of(ProblemType.METHOD_NOT_ALLOWED, "use " + methods);
    return new HttpProblemException(problem, Map.of("allow", methods));
  }

  private static void checkBody(Route route, HttpRequest request) {
    int size = request.body().length;
    if (size > route.maxBodyBytes()) {
      String remedy = "send at most " + route.maxBodyBytes() + " bytes";
      throw problem(ProblemType.TOO_LARGE, new Violation(Json.BODY, size + " bytes", remedy));
    }
    boolean typed =
        METHODS_WITH_BODY.contains(route.method())
            && size > 0
            && route.bodyType() == Route.BodyType.JSON;
    String type = request.header(CONTENT_TYPE).orElse("none");
    if (typed && !isJson(type)) {
      String remedy = "send JSON as " + HttpResponse.JSON;
      throw problem(ProblemType.UNSUPPORTED_TYPE, new Violation(CONTENT_TYPE, type, remedy));
    }
  }

  private static HttpProblemException problem(ProblemType kind, Violation violation) {
    return new HttpProblem(kind, violation.remedy(), List.of(violation)).toException();
  }

  private static boolean isJson(String type) {
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return media.equals(HttpResponse.JSON);
  }
}
