package dev.sluice.cli.command;

import dev.sluice.cli.console.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs commands against a stub, and keeps what they wrote. */
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

  /** Runs a command and returns its exit code. */
  int sluice(String... arguments) {
    PrintWriter errors = new PrintWriter(err, true);
    PrintWriter results = new PrintWriter(out, true);
    CommandOutput io = new CommandOutput(results, Screen.plain(results), Screen.plain(errors));
    return SluiceCommand.create(io, errors).execute(arguments);
  }

  /** Runs a command against the stub and returns its exit code. */
  int sluiceToStub(String... arguments) {
    return sluice(
        Stream.concat(Stream.of(arguments), Stream.of("--endpoint", api.url()))
            .toArray(String[]::new));
  }
}
