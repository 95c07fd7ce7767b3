package dev.sluice.local.functions;

import dev.sluice.aws.wiring.AwsClients;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.QueueSpec;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.TemplateException;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of a template together with all that invokes them.
 *
 * @param host the functions
 * @param api the routes
 * @param bus the rules
 * @param appointments what is done from outside at instants to come
 * @param driver what lets schedules fire, queues drain and time pass
 * @param outside the clients for whoever is no function, watched as theirs are
 */
public record FunctionRuntime(
    FunctionHost host,
    HttpApi api,
    EventBus bus,
    Appointments appointments,
    Driver driver,
    AwsClients outside)
    implements AutoCloseable {

  /**
   * Where the messages of a function's queue come from.
   *
   * @param spec the queue
   * @param url its URL
   */
  public record KnownQueue(QueueSpec spec, String url) {}

  /**
   * Makes the functions ready; nothing is invoked before the driver drives.
   *
   * @param queues the template's queues
   * @param listener hears of every call that functions make
   */
  public static FunctionRuntime of(
      Stack stack,
      LocalClock clock,
      AwsClients clients,
      List<KnownQueue> queues,
      AwsCallListener listener) {
    QueueSignals signals = new QueueSignals(clock);
    AwsCallListener all = signals.andThen(listener);
    FunctionHost host = new FunctionHost(stack, clock, clients, all);
    AwsClients outside = WatchedClients.of(clients, AwsCall.OUTSIDE, all);
    EventBus bus =
        new EventBus(
            stack,
            host,
            clock,
            (arn, message) ->
                outside
                    .sqs()
                    .sendMessage(send -> send.queueUrl(url(queues, arn)).messageBody(message)));
    Appointments appointments = new Appointments(clock);
    List<WorkSource> sources =
        new ArrayList<>(List.of(appointments, new Schedules(stack, host, clock), bus));
    for (QueuePoller.Mapping mapping : mappings(stack, queues)) {
      QueuePoller poller = new QueuePoller(mapping, host, clients.sqs(), clock);
      signals.add(poller);
      sources.add(poller);
    }
    return new FunctionRuntime(
        host,
        new HttpApi(stack, host, clock),
        bus,
        appointments,
        new Driver(clock, sources),
        outside);
  }

  private static String url(List<KnownQueue> queues, String arn) {
    return queues.stream()
        .filter(known -> known.spec().arn().equals(arn))
        .map(KnownQueue::url)
        .findFirst()
        .orElseThrow(
            () -> new TemplateException("Targets", "no queue of the template has the ARN " + arn));
  }

  @Override
  public void close() {
    host.close();
  }

  private static List<QueuePoller.Mapping> mappings(Stack stack, List<KnownQueue> queues) {
    List<QueuePoller.Mapping> mappings = new ArrayList<>();
    for (FunctionSpec function : stack.functions()) {
      for (EventSource.QueueBatch source : function.events(EventSource.QueueBatch.class)) {
        KnownQueue queue =
            queues.stream()
                .filter(known -> known.spec().arn().equals(source.queueArn()))
                .findFirst()
                .orElseThrow(() ->
                    new TemplateException(
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
