package dev.sluice.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Where a local run is reached. */
public final class LocalPortOption {

  /** Longer than anyone leaves a local run running. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /** The port of the API and the mailbox unless told otherwise. */
  static final int PORT = 8085;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + PORT,
      description =
          "Port of the API and the mailbox on 127.0.0.1, 0 for any free one. Default:"
              + " ${DEFAULT-VALUE}")
  private int port = PORT;

  /** Returns the port, 0 for any free one. */
  public int port() {
    return port;
  }
}
