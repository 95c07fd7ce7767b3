package dev.sluice.local.functions;

import dev.sluice.lambda.AwsClients;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualTimeExecutor;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.ResolvedStack;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The functions of a template, made from their handlers' names, ready to be invoked. */
public final class FunctionHost implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(FunctionHost.class.getName());

  /** The time that interrupted invocations get to end before their resources are closed. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final LocalClock clock;
  private final AwsCallListener listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, HostedFunction> functions = new LinkedHashMap<>();
  private final Set<String> usedEvents = new ConcurrentSkipListSet<>();

  /**
   * Creates a host; handlers are instantiated when first invoked.
   *
   * @param clients what the functions call AWS with
   * @param listener observes every AWS call of a function
   */
  public FunctionHost(
      ResolvedStack stack, LocalClock clock, AwsClients clients, AwsCallListener listener) {
    this.clock = clock;
    this.listener = listener;
    ExecutorService executor = executor(clock, threads);
    for (FunctionSpec spec : stack.functions()) {
      AwsClients watched = new ObservedAwsClients(clients, spec.logicalId(), listener);
      FunctionLog log =
          new FunctionLog(spec.environment(), clock, line -> log(spec.logicalId(), line, listener));
      FunctionContext context =
          new FunctionContext(spec.environment(), clock, clock, executor, watched, log);
      functions.put(spec.logicalId(), new HostedFunction(spec, context));
    }
  }

  /**
   * Invokes a function on the calling thread and returns its answer.
   *
   * @throws FunctionInvocationException if it throws or runs too often already
   * @throws IllegalArgumentException if there is no such function
   */
  public byte[] invoke(String logicalId, byte[] event) {
    HostedFunction function =
        Optional.ofNullable(functions.get(logicalId))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no function " + logicalId + ", only " + functions.keySet()));
    AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
    try {
      clock.performAsActivity(() -> answer.set(function.invoke(event)));
    } catch (FunctionInvocationException e) {
      listener.onInvocation(logicalId, Optional.of(e));
      throw e;
    }
    listener.onInvocation(logicalId, Optional.empty());
    return answer.get();
  }

  /**
   * Invokes a function on a new thread.
   *
   * @param ended receives the outcome on that thread, still as part of the activity
   */
  void start(String logicalId, byte[] event, Consumer<Outcome> ended) throws InterruptedException {
    threads.execute(clock.activity(() -> ended.accept(outcome(logicalId, event))));
    if (isOneByOne(clock)) {
      clock.awaitIdle();
    }
  }

  /** Shows the lines of a log; those with metrics, one per invocation, at the debug level. */
  private static void log(String function, String line, AwsCallListener listener) {
    boolean metrics = line.contains("\"_aws\":");
    LOG.log(metrics ? System.Logger.Level.DEBUG : System.Logger.Level.INFO, line);
    listener.onLog(function, line);
  }

  /** Records that an event of the template has invoked its function. */
  void recordUse(String logicalId, String event) {
    usedEvents.add(logicalId + "." + event);
  }

  /** Returns the events that have invoked their functions so far, as {@code Function.Event}. */
  public Set<String> usedEvents() {
    return new TreeSet<>(usedEvents);
  }

  /** Interrupts running invocations and waits up to five seconds for them to end. */
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
    } catch (FunctionInvocationException e) {
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
      case SystemClock real -> threads;
      case VirtualClock virtual ->
          isOneByOne(virtual)
              ? new DirectExecutorService()
              : new VirtualTimeExecutor(virtual, threads);
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
    record Failed(FunctionInvocationException failure) implements Outcome {}
  }

  /**
   * An executor that runs each task immediately on the caller's thread, so that the order of tasks
   * is the same in every run.
   */
  static final class DirectExecutorService extends AbstractExecutorService {

    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public void shutdown() {
      // There are no threads to end.
    }

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
