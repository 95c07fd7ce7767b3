package dev.sluice.cli.command;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.screen.Screen;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where commands write.
 *
 * @param out results, fit for a pipe
 * @param screen progress and remarks for people
 */
public record Io(PrintWriter out, Screen screen) {

  /** Writes one line of the result. */
  void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Writes lines of the result. */
  void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** Writes JSON as the result. */
  void print(JsonNode json) {
    print(Json.pretty(json));
  }
}
