package dev.sluice.cli.command;

import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.console.Screen;
import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where commands write.
 *
 * @param out results, fit for a pipe
 * @param screen what a command shows that is there to be watched, on the same stream as results
 * @param remarks progress and remarks beside a result
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

  /** Writes JSON as the result; characters that nobody sees are escaped, as JSON has it. */
  void print(JsonNode json) {
    print(JsonText.pretty(json).lines().map(Screen::escapeInvisible).toList());
  }
}
