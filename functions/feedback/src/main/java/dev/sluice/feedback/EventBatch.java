package dev.sluice.feedback;

import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.SubscriberMailEvent;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import dev.sluice.lambda.SqsEventBatch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch of queue messages as they were read.
 *
 * @param entries the messages that hold a report
 * @param ignored how many others were put aside, by why
 * @param unreadable the messages that are no events of SES; they come again, and end in the
 *     dead-letter queue for somebody to look at
 */
record EventBatch(
    List<Entry> entries,
    Map<ParsedEvent.IgnoreReason, Integer> ignored,
    List<SqsEventBatch.Message> unreadable) {

  /** A message and the report in it. */
  record Entry(SqsEventBatch.Message message, SubscriberMailEvent event) {}

  static EventBatch parse(
      List<SqsEventBatch.Message> messages, SesEventParser reader, FunctionLog log) {
    List<Entry> heard = new ArrayList<>();
    Map<ParsedEvent.IgnoreReason, Integer> ignored = new EnumMap<>(ParsedEvent.IgnoreReason.class);
    List<SqsEventBatch.Message> unreadable = new ArrayList<>();
    for (SqsEventBatch.Message message : messages) {
      try {
        switch (reader.parse(message.body())) {
          case ParsedEvent.SubscriberEvent(SubscriberMailEvent report) ->
              heard.add(new Entry(message, report));
          case ParsedEvent.Ignored(ParsedEvent.IgnoreReason why) ->
              ignored.merge(why, 1, Integer::sum);
        }
      } catch (RuntimeException e) {
        log.error(LogEvent.FEEDBACK_UNREADABLE, Map.of("messageId", message.id()), e);
        unreadable.add(message);
      }
    }
    log.count(Metric.FEEDBACK_EVENTS, heard.size());
    ignored.forEach((reason, count) -> log.count(Metric.FEEDBACK_IGNORED, reason, count));
    log.count(Metric.FEEDBACK_UNREADABLE, unreadable.size());
    return new EventBatch(heard, ignored, unreadable);
  }

  List<SubscriberMailEvent> events() {
    return entries.stream().map(Entry::event).toList();
  }

  /** Returns the messages that have to come again. */
  List<SqsEventBatch.Message> failedMessages(Set<SubscriberId> unheard) {
    List<SqsEventBatch.Message> failed = new ArrayList<>(unreadable);
    entries.stream()
        .filter(told -> unheard.contains(told.event().subscriber()))
        .map(Entry::message)
        .forEach(failed::add);
    return failed;
  }

  /** Returns what the log tells of the batch: numbers only. */
  Map<String, Object> logFields(FeedbackService.Outcome outcome) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("events", entries.size());
    told.put("changed", outcome.changed());
    told.put("unchanged", outcome.unchanged());
    told.put("conflicts", outcome.toRetry().size());
    told.put("unreadable", unreadable.size());
    ignored.forEach((why, count) -> told.put(why.logField(), count));
    return told;
  }
}
