package dev.sluice.local;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.local.template.SamTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sets up a {@link LocalRun}; without any setting it runs in real time and in memory. */
public final class LocalRunBuilder {

  private final SamTemplate template;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private LocalClock clock = new SystemClock();
  private Optional<Path> dataDirectory = Optional.empty();
  private Optional<Integer> tablePort = Optional.empty();
  private int port;
  private SesSendQuota quota = SesSendQuota.productionDefault();
  private ServiceEndpoints external = ServiceEndpoints.none();
  private AwsCallListener listener = call -> {};
  private boolean invoking = true;

  LocalRunBuilder(SamTemplate template) {
    this.template = template;
  }

  /** Runs in the time of {@code runClock}. */
  public LocalRunBuilder clock(LocalClock runClock) {
    clock = runClock;
    return this;
  }

  /**
   * Keeps tables, mailbox, queues and secrets in {@code directory}, which is created if it is
   * missing.
   */
  public LocalRunBuilder dataDirectory(Path directory) {
    dataDirectory = Optional.of(directory);
    return this;
  }

  /** Serves the API and the mailbox at this port, 0 for any free one. */
  public LocalRunBuilder port(int webPort) {
    port = webPort;
    return this;
  }

  /** Serves the tables to other processes at this port, 0 for any free one. */
  public LocalRunBuilder serveTables(int port) {
    tablePort = Optional.of(port);
    return this;
  }

  /** Gives the template's parameters other values than their defaults. */
  public LocalRunBuilder parameters(Map<String, String> values) {
    parameters.putAll(values);
    return this;
  }

  /** Sets the quota of the SES emulator. */
  public LocalRunBuilder quota(SesSendQuota granted) {
    quota = granted;
    return this;
  }

  /** Uses these services instead of emulating them. */
  public LocalRunBuilder externalEndpoints(ServiceEndpoints endpoints) {
    external = endpoints;
    return this;
  }

  /** Notifies {@code calls} of every AWS call of the functions. */
  public LocalRunBuilder listener(AwsCallListener calls) {
    listener = calls;
    return this;
  }

  /**
   * Leaves schedules and queues to functions in other processes, which read the endpoints from
   * {@link LocalRun#environmentForOtherProcesses()}; this run serves routes only.
   */
  public LocalRunBuilder servingOtherProcesses() {
    invoking = false;
    return serveTables(0);
  }

  /**
   * Starts the run.
   *
   * @throws IOException if the port is taken or the data directory cannot be used
   * @throws dev.sluice.local.template.SamTemplateException if the template cannot be run here
   */
  public LocalRun start() throws IOException {
    return LocalRun.start(
        new LocalRunSettings(
            template,
            clock,
            dataDirectory,
            port,
            tablePort,
            parameters,
            quota,
            external,
            listener,
            invoking));
  }

  /**
   * The settings of a local run.
   *
   * @param template the template with its parameters
   * @param clock the run's time
   * @param dataDirectory where everything is kept; in memory if empty
   * @param port the port of the API and the mailbox, 0 for any free one
   * @param tablePort the port on which other processes reach the tables, 0 for any free one; not
   *     served if empty
   * @param parameters values of the template's parameters
   * @param quota the quota of the SES emulator
   * @param external services that are not emulated here
   * @param listener observes every AWS call of the functions
   * @param invokesFunctions whether schedules fire and queues are drained, rather than routes
   *     served only
   */
  record LocalRunSettings(
      SamTemplate template,
      LocalClock clock,
      Optional<Path> dataDirectory,
      int port,
      Optional<Integer> tablePort,
      Map<String, String> parameters,
      SesSendQuota quota,
      ServiceEndpoints external,
      AwsCallListener listener,
      boolean invokesFunctions) {}
}
