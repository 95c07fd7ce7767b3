package dev.sluice.verification.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line in a separate process, started as a user would start it. */
final class SluiceProcess implements AutoCloseable {

  /** Longer than starting takes on a busy machine. */
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final BufferedReader out;

  private SluiceProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static SluiceProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dsluice.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.cli.Main"));
    Stream.of(arguments).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new SluiceProcess(builder.start());
  }

  /** Waits for a line of output that starts so, and returns the rest of it. */
  String line(String start) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(start)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the process ended without a line '" + start + "…'");
    }
    return line.substring(start.length()).strip();
  }

  /** Kills it with SIGKILL: nothing of it gets to run any more. */
  void kill() {
    process.destroyForcibly();
  }

  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "the process did not end in %d s".formatted(PATIENCE_SECONDS));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
