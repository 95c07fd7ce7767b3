package dev.sluice.local.functions;

import dev.sluice.aws.wiring.AwsClients;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.local.clock.ClockedExecutor;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.RealClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.Stack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The functions of a template, made from their handlers' names, ready to be invoked. */
public final class FunctionHost implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(FunctionHost.class.getName());

  /** How long interrupted invocations may take to end before what they use is taken away. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final LocalClock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, HostedFunction> functions = new LinkedHashMap<>();
  private final Set<String> exercised = new ConcurrentSkipListSet<>();

  /**
   * Creates a host; handlers are instantiated when first invoked.
   *
   * @param clients what the functions call AWS with
   * @param listener hears of every call of AWS that a function makes
   */
  public FunctionHost(Stack stack, LocalClock clock, AwsClients clients, AwsCallListener listener) {
    this.clock = clock;
    ExecutorService executor = executor(clock, threads);
    for (FunctionSpec spec : stack.functions()) {
      AwsClients watched = WatchedClients.of(clients, spec.logicalId(), listener);
      Wiring wiring = new Wiring(spec.environment(), clock, clock, executor, watched);
      functions.put(spec.logicalId(), new HostedFunction(spec, wiring));
    }
  }

  /**
   * Invokes a function on the calling thread and returns its answer.
   *
   * @throws FunctionFailure if it throws or runs too often already
   * @throws IllegalArgumentException if there is no such function
   */
  public byte[] invoke(String logicalId, byte[] event) {
    HostedFunction function =
        Optional.ofNullable(functions.get(logicalId))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no function " + logicalId + ", only " + functions.keySet()));
    AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    clock.perform(() -> answer.set(function.invoke(event)));
    return answer.get();
  }

  /**
   * Invokes a function on a thread of its own.
   *
   * @param ended hears how it ended, on that thread, still as part of the activity
   */
  void start(String logicalId, byte[] event, Consumer<Outcome> ended) throws InterruptedException {
    threads.execute(clock.activity(() -> ended.accept(outcome(logicalId, event))));
    if (isOneByOne(clock)) {
      clock.awaitQuiet();
    }
  }

  /** Notes that an event of the template has invoked its function. */
  void exercise(String logicalId, String event) {
    exercised.add(logicalId + "." + event);
  }

  /** Returns the events that have invoked their functions so far, as {@code Function.Event}. */
  public Set<String> exercised() {
    return new TreeSet<>(exercised);
  }

  /** Interrupts what still runs, and waits a little for it to end. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "some invocations do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome outcome(String logicalId, byte[] event) {
    try {
      return new Outcome.Answered(invoke(logicalId, event));
    } catch (FunctionFailure e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      return new Outcome.Failed(e);
    }
  }

  private static boolean isOneByOne(LocalClock clock) {
    return clock instanceof VirtualClock virtual
        && virtual.order() == VirtualClock.WakeOrder.ONE_BY_ONE;
  }

  private static ExecutorService executor(LocalClock clock, ExecutorService threads) {
    return switch (clock) {
      case RealClock real -> threads;
      case VirtualClock virtual ->
          isOneByOne(virtual) ? new DirectExecutor() : new ClockedExecutor(virtual, threads);
    };
  }

  /** How an invocation ended. */
  sealed interface Outcome {

    /**
     * With an answer.
     *
     * @param answer its bytes
     */
    record Answered(byte[] answer) implements Outcome {}

    /**
     * Without one.
     *
     * @param failure why
     */
    record Failed(FunctionFailure failure) implements Outcome {}
  }
}
