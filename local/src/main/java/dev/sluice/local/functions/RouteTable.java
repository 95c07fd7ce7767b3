package dev.sluice.local.functions;

import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.ResolvedStack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The routes of the HTTP API, matched as API Gateway does: the most specific one wins. */
final class RouteTable {

  private static final String CATCH_ALL = "$default";

  private final List<Entry> entries = new ArrayList<>();

  /**
   * A route of a function.
   *
   * @param function the function's logical id
   * @param route the route
   * @param parts the parts of its path
   */
  record Entry(String function, EventSource.HttpRoute route, List<String> parts) {

    boolean accepts(String method) {
      return route.method().equals("ANY") || route.method().equals(method);
    }

    /** Literal parts weigh most, then parameters, then a greedy one, then the catch-all. */
    private long weight() {
      long literal = parts.stream().filter(part -> !part.startsWith("{")).count();
      long greedy = parts.stream().filter(part -> part.endsWith("+}")).count();
      boolean catchAll = route.path().equals(CATCH_ALL);
      return catchAll
          ? -1_000
          : literal * 10 - greedy * 100 + (route.method().equals("ANY") ? 0 : 1);
    }
  }

  /**
   * The route that takes a request.
   *
   * @param entry the route
   * @param parameters the path's parameters
   */
  record RouteMatch(Entry entry, Map<String, String> parameters) {}

  RouteTable(ResolvedStack stack) {
    stack
        .functions()
        .forEach(function ->
            function
                .events(EventSource.HttpRoute.class)
                .forEach(route ->
                    entries.add(new Entry(function.logicalId(), route, parts(route.path())))));
    entries.sort(Comparator.comparingLong(Entry::weight).reversed());
  }

  Optional<RouteMatch> match(String method, String path) {
    return entries.stream()
        .filter(entry -> entry.accepts(method))
        .flatMap(entry -> parameters(entry, path).map(p -> new RouteMatch(entry, p)).stream())
        .findFirst();
  }

  /** Returns the methods that some route takes at this path. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    entries.stream()
        .filter(entry -> parameters(entry, path).isPresent())
        .forEach(entry -> methods.add(entry.route().method()));
    return methods;
  }

  private static Optional<Map<String, String>> parameters(Entry entry, String path) {
    if (entry.route().path().equals(CATCH_ALL)) {
      return Optional.of(Map.of());
    }
    List<String> asked = parts(path);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < entry.parts().size(); i++) {
      String part = entry.parts().get(i);
      if (i >= asked.size()) {
        return Optional.empty();
      }
      if (part.endsWith("+}")) {
        String rest = String.join("/", asked.subList(i, asked.size()));
        parameters.put(part.substring(1, part.length() - 2), rest);
        return Optional.of(parameters);
      }
      if (part.startsWith("{") && part.endsWith("}") && !asked.get(i).isEmpty()) {
        parameters.put(part.substring(1, part.length() - 1), asked.get(i));
      } else if (!part.equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return asked.size() == entry.parts().size() ? Optional.of(parameters) : Optional.empty();
  }

  private static List<String> parts(String path) {
    String bare = path.startsWith("/") ? path.substring(1) : path;
    return List.of(bare.split("/", -1));
  }
}
