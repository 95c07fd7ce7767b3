package dev.sluice.local.functions;

import dev.sluice.lambda.AwsClients;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.functions.QueuePoller.QueueSignals;
import dev.sluice.local.functions.SimulationLoop.WorkSource;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.ResolvedStack;
import dev.sluice.local.template.ResolvedStack.QueueSpec;
import dev.sluice.local.template.SamTemplateException;
import dev.sluice.messaging.SqsWorkQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of a template together with everything that invokes them.
 *
 * @param host the functions
 * @param api the routes
 * @param bus the rules
 * @param timedActions actions from outside the run, scheduled at instants of its time
 * @param driver the loop that fires schedules, drains queues and lets time pass
 * @param externalClients clients for callers other than functions, observed in the same way
 */
public record FunctionRuntime(
    FunctionHost host,
    HttpApiEmulator api,
    EventBridgeEmulator bus,
    TimedActions timedActions,
    SimulationLoop driver,
    AwsClients externalClients)
    implements AutoCloseable {

  /**
   * Where the messages of a function's queue come from.
   *
   * @param spec the queue
   * @param url its URL
   */
  public record KnownQueue(QueueSpec spec, String url) {}

  /**
   * Prepares the functions; nothing is invoked before the simulation loop runs.
   *
   * @param queues the template's queues
   * @param listener observes every AWS call of the functions
   */
  public static FunctionRuntime create(
      ResolvedStack stack,
      LocalClock clock,
      AwsClients clients,
      List<KnownQueue> queues,
      AwsCallListener listener) {
    QueueSignals signals = new QueueSignals(clock);
    AwsCallListener all = signals.andThen(listener);
    FunctionHost host = new FunctionHost(stack, clock, clients, all);
    AwsClients outside = new ObservedAwsClients(clients, AwsCall.NO_FUNCTION, all);
    EventBridgeEmulator bus =
        new EventBridgeEmulator(
            stack,
            host,
            clock,
            (arn, message) ->
                outside
                    .get(SqsWorkQueue.CLIENT)
                    .sendMessage(send -> send.queueUrl(url(queues, arn)).messageBody(message)));
    TimedActions timedActions = new TimedActions(clock);
    List<WorkSource> sources =
        new ArrayList<>(List.of(timedActions, new ScheduleTrigger(stack, host, clock), bus));
    for (QueuePoller.Mapping mapping : mappings(stack, queues)) {
      QueuePoller poller = new QueuePoller(mapping, host, clients.get(SqsWorkQueue.CLIENT), clock);
      signals.add(poller);
      sources.add(poller);
    }
    return new FunctionRuntime(
        host,
        new HttpApiEmulator(stack, host, clock),
        bus,
        timedActions,
        new SimulationLoop(clock, sources),
        outside);
  }

  private static String url(List<KnownQueue> queues, String arn) {
    return queues.stream()
        .filter(known -> known.spec().arn().equals(arn))
        .map(KnownQueue::url)
        .findFirst()
        .orElseThrow(() ->
            new SamTemplateException("Targets", "no queue of the template has the ARN " + arn));
  }

  @Override
  public void close() {
    host.close();
  }

  private static List<QueuePoller.Mapping> mappings(ResolvedStack stack, List<KnownQueue> queues) {
    List<QueuePoller.Mapping> mappings = new ArrayList<>();
    for (FunctionSpec function : stack.functions()) {
      for (EventSource.QueueBatch source : function.events(EventSource.QueueBatch.class)) {
        KnownQueue queue =
            queues.stream()
                .filter(known -> known.spec().arn().equals(source.queueArn()))
                .findFirst()
                .orElseThrow(() ->
                    new SamTemplateException(
                        function.logicalId() + ".Events." + source.name() + ".Queue",
                        "no queue of the template has the ARN " + source.queueArn()));
        mappings.add(
            new QueuePoller.Mapping(
                function.logicalId(), source, queue.url(), queue.spec().visibility()));
      }
    }
    return mappings;
  }
}
