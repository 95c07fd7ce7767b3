package dev.sluice.feedback;

import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.SqsBatch;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.feedback.Feedback;
import dev.sluice.scheduling.feedback.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch of queue messages as they were read.
 *
 * @param heard the messages that hold a report
 * @param ignored how many others were put aside, by why
 * @param unreadable the messages that are no events of SES; they come again, and end in the
 *     dead-letter queue for somebody to look at
 */
record Readings(
    List<Told> heard, Map<Reading.Why, Integer> ignored, List<SqsBatch.Message> unreadable) {

  /** A message and the report in it. */
  record Told(SqsBatch.Message message, Report report) {}

  static Readings of(List<SqsBatch.Message> messages, ReportReader reader, Log log) {
    List<Told> heard = new ArrayList<>();
    Map<Reading.Why, Integer> ignored = new EnumMap<>(Reading.Why.class);
    List<SqsBatch.Message> unreadable = new ArrayList<>();
    for (SqsBatch.Message message : messages) {
      try {
        switch (reader.read(message.body())) {
          case Reading.Heard(Report report) -> heard.add(new Told(message, report));
          case Reading.Ignored(Reading.Why why) -> ignored.merge(why, 1, Integer::sum);
        }
      } catch (RuntimeException e) {
        log.error("event not understood", Map.of("queueMessage", message.id()), e);
        unreadable.add(message);
      }
    }
    return new Readings(heard, ignored, unreadable);
  }

  List<Report> reports() {
    return heard.stream().map(Told::report).toList();
  }

  /** Returns the messages that have to come again. */
  List<SqsBatch.Message> failed(Set<SubscriberId> unheard) {
    List<SqsBatch.Message> failed = new ArrayList<>(unreadable);
    heard.stream()
        .filter(told -> unheard.contains(told.report().subscriber()))
        .map(Told::message)
        .forEach(failed::add);
    return failed;
  }

  /** Returns what the log tells of the batch: numbers only. */
  Map<String, Object> told(Feedback.Outcome outcome) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("events", heard.size());
    told.put("changed", outcome.changed());
    told.put("unchanged", outcome.unchanged());
    told.put("unheard", outcome.unheard().size());
    told.put("unreadable", unreadable.size());
    ignored.forEach((why, count) -> told.put(why.field(), count));
    return told;
  }
}
