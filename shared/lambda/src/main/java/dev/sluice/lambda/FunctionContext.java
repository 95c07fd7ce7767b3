package dev.sluice.lambda;

import dev.sluice.core.support.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The environment of a function: variables, time, concurrency, AWS clients and log.
 *
 * <p>Only this class reads the process environment and the system clock, so that the same functions
 * run in production, on a developer's machine and in simulated time.
 *
 * @param environment the function's variables
 * @param clock the time in whole milliseconds, so that stored instants equal those decided with
 * @param sleeper how the function waits
 * @param executor runs concurrent work
 * @param clients the AWS services
 * @param log the function's log
 */
public record FunctionContext(
    Map<String, String> environment,
    InstantSource clock,
    Sleeper sleeper,
    ExecutorService executor,
    AwsClients clients,
    FunctionLog log) {

  public FunctionContext {
    environment = Map.copyOf(environment);
  }

  /** Returns the context of a deployed function: system clock, virtual threads, SDK clients. */
  public static FunctionContext fromEnvironment() {
    Map<String, String> environment = System.getenv();
    InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
    return new FunctionContext(
        environment,
        clock,
        instant -> sleepUntil(clock, instant),
        Executors.newVirtualThreadPerTaskExecutor(),
        new SdkAwsClients(environment),
        new FunctionLog(environment, clock, System.out::println));
  }

  /**
   * Returns the value of a variable that must be set.
   *
   * @throws IllegalStateException if it is missing or blank, naming it
   */
  public String requiredVariable(String variable) {
    return optionalVariable(variable)
        .orElseThrow(
            () -> new IllegalStateException("environment variable " + variable + " is not set"));
  }

  /** Returns the value of a variable, empty if it is missing or blank. */
  public Optional<String> optionalVariable(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  /**
   * Returns the value of a variable that must be set to a whole number.
   *
   * @throws IllegalStateException if it is missing, no whole number, or out of range, naming it
   */
  public int requiredInt(String variable, int least, int most) {
    String value = requiredVariable(variable);
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the range.
    }
    throw new IllegalStateException(
        "environment variable %s is '%s'; use a whole number from %d to %d"
            .formatted(variable, value, least, most));
  }

  private static void sleepUntil(InstantSource clock, Instant instant) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), instant);
    while (left.isPositive()) {
      Thread.sleep(left);
      left = Duration.between(clock.instant(), instant);
    }
  }
}
