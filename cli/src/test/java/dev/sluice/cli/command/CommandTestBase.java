package dev.sluice.cli.command;

import dev.sluice.cli.console.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests that run commands against a stub and assert their output. */
abstract class CommandTestBase {

  protected ApiStub api;
  protected StringWriter out;
  protected StringWriter err;

  @BeforeEach
  void start() throws IOException {
    api = new ApiStub();
    out = new StringWriter();
    err = new StringWriter();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  /** Runs a command, without commands of other modules, and returns its exit code. */
  int sluice(String... arguments) {
    return sluice(List.of(), arguments);
  }

  /** Runs a command among those of other modules and returns its exit code. */
  int sluice(List<CommandProvider> providers, String... arguments) {
    PrintWriter errors = new PrintWriter(err, true);
    PrintWriter results = new PrintWriter(out, true);
    CommandOutput output = new CommandOutput(results, Screen.plain(results), Screen.plain(errors));
    return SluiceCommand.create(output, errors, providers).execute(arguments);
  }

  /** Runs a command against the stub and returns its exit code. */
  int sluiceToStub(String... arguments) {
    return sluice(
        Stream.concat(Stream.of(arguments), Stream.of("--endpoint", api.url()))
            .toArray(String[]::new));
  }
}
