package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option for the port of a local run. */
public final class LocalPortOption {

  /** Longer than any local run. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /** The default port of the API and the mailbox. */
  static final int PORT = 8085;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + PORT,
      description =
          "Port of the API and the mailbox on 127.0.0.1; 0 chooses a free one. Default:"
              + " ${DEFAULT-VALUE}")
  private int port = PORT;

  /** Returns a client of the run that listens on the port. */
  public ApiClient api() {
    return ApiClient.unsigned(URI.create("http://127.0.0.1:" + port));
  }

  /** Returns the port; 0 chooses a free one. */
  public int port() {
    return port;
  }
}
