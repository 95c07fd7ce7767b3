package dev.sluice.cli.command;

import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.console.Screen;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The output of a command.
 *
 * @param out the result, for a pipe
 * @param screen progress that is the result, on the same stream
 * @param remarks progress and remarks on the error stream
 */
public record CommandOutput(PrintWriter out, Screen screen, Screen remarks) {

  /** Writes one line of the result. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** Writes lines of the result. */
  public void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** Writes JSON as the result, with invisible characters escaped as JSON does. */
  void print(JsonNode json) {
    print(JsonText.pretty(json).lines().map(Screen::escapeInvisible).toList());
  }
}
