package dev.sluice.local.functions;

import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.SimulationLoop.WorkSource;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import dev.sluice.local.template.ResolvedStack.RuleSpec;
import dev.sluice.local.template.SamTemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An emulator of EventBridge: it takes events by PutEvents or from the run itself, matches them
 * with AWS's own event-ruler against the rules of the template, and invokes the rules' functions or
 * puts events on their queues.
 *
 * <p>A failed invocation is retried after one and after two minutes, as Lambda retries asynchronous
 * ones; then the event goes to the function's failure destination, if it has one.
 */
public final class EventBridgeEmulator implements LocalHttpService, WorkSource {

  private static final int MAX_ENTRIES = 10;
  private static final int MAX_ATTEMPTS = 3;
  private static final System.Logger LOG = System.getLogger(EventBridgeEmulator.class.getName());

  private final FunctionHost host;
  private final LocalClock clock;
  private final Map<String, Machine> buses = new LinkedHashMap<>();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, String> failureDestinations = new LinkedHashMap<>();
  private final Set<String> disabledRules = ConcurrentHashMap.newKeySet();
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong sequence = new AtomicLong();
  private final PriorityBlockingQueue<PendingInvocation> deliveries =
      new PriorityBlockingQueue<>(
          16,
          Comparator.comparing(PendingInvocation::due)
              .thenComparingLong(PendingInvocation::sequence));

  private final QueueSender queues;

  /** Where events go that match a rule. */
  private sealed interface Target {

    /** A function, through its event source. */
    record Function(String function, String event) implements Target {}

    /** Queues, through a rule resource. */
    record Queues(List<String> arns) implements Target {}
  }

  private record PendingInvocation(
      Instant due, long sequence, Target.Function target, byte[] event, int attempt) {}

  /** Puts messages on queues. */
  @FunctionalInterface
  public interface QueueSender {

    /** Puts a message on the queue with this ARN. */
    void send(String queueArn, String message);
  }

  /**
   * Creates the buses that the template's rules listen on.
   *
   * @throws SamTemplateException if a pattern is none
   */
  public EventBridgeEmulator(
      ResolvedStack stack, FunctionHost host, LocalClock clock, QueueSender queues) {
    this.host = host;
    this.clock = clock;
    this.queues = queues;
    for (FunctionSpec function : stack.functions()) {
      function
          .failureDestination()
          .ifPresent(arn -> failureDestinations.put(function.logicalId(), arn));
      function
          .events(EventSource.BusRule.class)
          .forEach(rule -> addRule(function.logicalId(), rule));
    }
    stack.rules().forEach(this::addRule);
  }

  /** Adds a listener that receives every later event on the publishing thread. */
  public void addListener(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  /**
   * Publishes an event of the run itself, such as one of SES.
   *
   * @param bus the bus's name, {@code default} for AWS's own events
   * @param source such as {@code aws.ses}
   * @param detailType such as {@code Email Bounced}
   * @param detail the detail
   * @return the event's id
   */
  public String publish(String bus, String source, String detailType, JsonNode detail) {
    String id = "local-%08d".formatted(sequence.incrementAndGet());
    ObjectNode event =
        JsonMapper.shared()
            .createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", PhysicalNames.LOCAL_ACCOUNT)
            .put("time", clock.instant().toString())
            .put("region", PhysicalNames.LOCAL_REGION);
    event.putArray("resources");
    event.set("detail", detail);
    listeners.forEach(listener -> listener.accept(event));
    route(bus.substring(bus.lastIndexOf('/') + 1), event.toString());
    return id;
  }

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) {
    if (request.operation().orElse("").equals("DescribeRule")) {
      return describeRule(JsonMapper.shared().readTree(request.body()).path("Name").asString(""));
    }
    JsonNode entries = JsonMapper.shared().readTree(request.body()).path("Entries");
    if (!request.operation().orElse("").equals("PutEvents")
        || entries.size() > MAX_ENTRIES
        || entries.isEmpty()) {
      return LocalHttpResponse.json(
          400,
          "{\"__type\":\"ValidationException\",\"message\":\"PutEvents takes 1 to 10 entries.\"}");
    }
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      failed += put(entry, results.addObject()) ? 0 : 1;
    }
    return LocalHttpResponse.json(200, answer.put("FailedEntryCount", failed).toString());
  }

  /** A rule's physical name ends in its logical id. */
  private LocalHttpResponse describeRule(String name) {
    String logicalId = name.substring(name.lastIndexOf('-') + 1);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    return targets.containsKey(logicalId)
        ? LocalHttpResponse.json(
            200,
            answer
                .put("Name", name)
                .put("State", disabledRules.contains(logicalId) ? "DISABLED" : "ENABLED")
                .toString())
        : LocalHttpResponse.json(400, answer.put("__type", "ResourceNotFoundException").toString());
  }

  /** Disables or enables a rule, by its logical id: a disabled rule takes no event. */
  public void setRuleEnabled(String name, boolean enabled) {
    if (enabled) {
      disabledRules.remove(name);
    } else {
      disabledRules.add(name);
    }
  }

  @Override
  public boolean startDue() throws InterruptedException {
    Instant now = clock.instant();
    boolean started = false;
    @Nullable PendingInvocation next = deliveries.peek();
    while (next != null && !next.due().isAfter(now)) {
      PendingInvocation delivery = deliveries.remove();
      host.recordUse(delivery.target().function(), delivery.target().event());
      host.start(
          delivery.target().function(), delivery.event(), outcome -> finish(delivery, outcome));
      started = true;
      next = deliveries.peek();
    }
    return started;
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(deliveries.peek()).map(PendingInvocation::due);
  }

  private void addRule(String function, EventSource.BusRule rule) {
    String name = function + "." + rule.name();
    addPattern(name, rule.bus(), rule.pattern());
    targets.put(name, new Target.Function(function, rule.name()));
  }

  private void addRule(RuleSpec rule) {
    addPattern(rule.logicalId(), rule.bus(), rule.pattern());
    targets.put(rule.logicalId(), new Target.Queues(rule.queueArns()));
  }

  private void addPattern(String name, String busName, String pattern) {
    String bus = busName.substring(busName.lastIndexOf('/') + 1);
    try {
      buses.computeIfAbsent(bus, unused -> Machine.builder().build()).addRule(name, pattern);
    } catch (IOException e) {
      throw new SamTemplateException(name + ".Pattern", "not an event pattern: " + e.getMessage());
    }
  }

  private boolean put(JsonNode entry, ObjectNode result) {
    String source = entry.path("Source").asString("");
    String type = entry.path("DetailType").asString("");
    if (source.isEmpty() || type.isEmpty()) {
      result.put("ErrorCode", "InvalidArgument");
      result.put("ErrorMessage", "Source and DetailType must be given.");
      return false;
    }
    try {
      JsonNode detail = JsonMapper.shared().readTree(entry.path("Detail").asString(""));
      if (!detail.isObject()) {
        throw new IllegalArgumentException("not an object");
      }
      String bus = entry.path("EventBusName").asString("default");
      result.put("EventId", publish(bus, source, type, detail));
      return true;
    } catch (JacksonException | IllegalArgumentException e) {
      result.put("ErrorCode", "MalformedDetail").put("ErrorMessage", "Detail is malformed.");
      return false;
    }
  }

  private void route(String bus, String event) {
    Machine machine = buses.get(bus);
    if (machine == null) {
      return;
    }
    List<String> rules = new ArrayList<>(matching(machine, event));
    rules.removeAll(disabledRules);
    rules.sort(Comparator.naturalOrder());
    for (String rule : rules) {
      switch (targets.get(rule)) {
        case Target.Function function ->
            enqueue(function, event.getBytes(StandardCharsets.UTF_8), clock.instant(), 1);
        case Target.Queues(List<String> arns) -> arns.forEach(arn -> queues.send(arn, event));
        case null -> {}
      }
    }
  }

  private static List<String> matching(Machine machine, String event) {
    try {
      return machine.rulesForJSONEvent(event);
    } catch (Exception e) {
      throw new IllegalArgumentException("the event cannot be matched", e);
    }
  }

  private void enqueue(Target.Function target, byte[] event, Instant due, int attempt) {
    deliveries.add(new PendingInvocation(due, sequence.incrementAndGet(), target, event, attempt));
    clock.signalNewWork();
  }

  private void finish(PendingInvocation delivery, FunctionHost.Outcome outcome) {
    switch (outcome) {
      case FunctionHost.Outcome.Answered answered -> {}
      case FunctionHost.Outcome.Failed failed when delivery.attempt() < MAX_ATTEMPTS ->
          enqueue(
              delivery.target(),
              delivery.event(),
              clock.instant().plus(Duration.ofMinutes(delivery.attempt())),
              delivery.attempt() + 1);
      case FunctionHost.Outcome.Failed failed -> {
        LOG.log(
            System.Logger.Level.ERROR,
            "{0} gave up on an event after {1} attempts",
            delivery.target().function(),
            MAX_ATTEMPTS);
        String destination = failureDestinations.get(delivery.target().function());
        if (destination != null) {
          queues.send(destination, failureRecord(delivery, failed.failure()));
        }
      }
    }
  }

  /** Returns the record that Lambda puts on a failure destination. */
  private String failureRecord(PendingInvocation delivery, FunctionInvocationException failure) {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("version", "1.0").put("timestamp", clock.instant().toString());
    record
        .putObject("requestContext")
        .put("requestId", "local-" + delivery.sequence())
        .put("functionArn", delivery.target().function())
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", delivery.attempt());
    record.set("requestPayload", JsonMapper.shared().readTree(delivery.event()));
    record.putObject("responseContext").put("statusCode", 200).put("functionError", "Unhandled");
    record.putObject("responsePayload").put("errorMessage", String.valueOf(failure.getMessage()));
    return record.toString();
  }
}
