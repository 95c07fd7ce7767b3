package dev.sluice.local.contract;

import dev.sluice.local.LocalRun;
import dev.sluice.local.ServiceEndpoints;
import dev.sluice.local.template.SamTemplate;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Runs of a template on what stands in for AWS: this machine's own emulators, or named ones. */
public final class EmulatorRuns {

  private EmulatorRuns() {}

  /** Starts a run on our own emulators. */
  public static LocalRun inProcess(SamTemplate template) throws IOException {
    return LocalRun.of(template).start();
  }

  /**
   * Starts a run on the services that {@code AWS_ENDPOINT_URL} (or {@code
   * AWS_ENDPOINT_URL_<SERVICE>}) names; aborts the test aloud if it names none.
   */
  public static LocalRun externalOrSkip(SamTemplate template, Map<String, String> environment)
      throws IOException {
    ServiceEndpoints endpoints = ServiceEndpoints.fromEnvironment(environment);
    if (endpoints.urls().isEmpty()) {
      skip("AWS_ENDPOINT_URL is not set; set it to the address of a running emulator");
    }
    return LocalRun.of(template).externalEndpoints(endpoints).start();
  }

  /** Aborts the test and says why where people look. */
  public static void skip(String why) {
    System.out.println("SKIPPED: " + why);
    Assumptions.abort(why);
  }
}
