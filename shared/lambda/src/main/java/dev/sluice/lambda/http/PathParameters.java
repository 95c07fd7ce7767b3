package dev.sluice.lambda.http;

import java.util.Map;
import java.util.Optional;

/** The parts of a path that its route names in braces. */
public record PathParameters(Map<String, String> byName) {

  public PathParameters {
    byName = Map.copyOf(byName);
  }

  /**
   * Returns a part.
   *
   * @throws IllegalArgumentException if the route does not name it
   */
  public String get(String name) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() -> new IllegalArgumentException("the route has no part {" + name + "}"));
  }
}
