package dev.sluice.core.planning;

import static dev.sluice.core.planning.ReferenceCalendar.DAY;
import static dev.sluice.core.planning.ReferenceCalendar.nanos;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Topic.OptInMode;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.subscriber.AttributeValue;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** What a subscriber's rules allow, each said as its definition says it, however slow that is. */
final class ReferenceRules {
  /** A send made or planned; {@code at} in nanoseconds since 1970. */
  record ReferenceSend(long at, TopicId topic, Optional<CampaignId> planned) {}

  private final PlanningInput situation;
  private final Map<TopicId, List<FrequencyCap>> capsOfTopics = new HashMap<>();
  final ReferenceCalendar calendar;

  ReferenceRules(PlanningInput situation) {
    this.situation = situation;
    this.calendar =
        ReferenceCalendar.of(
            situation.subscriber().zone().orElse(situation.policy().defaultZone()));
  }

  /** An instant fits if every rule allows it. */
  boolean allow(Topic topic, long at, List<ReferenceSend> others) {
    return !isPaused(at)
        && !isQuiet(at)
        && cadenceAllows(topic, at, others)
        && caps(topic.id()).stream().allMatch(cap -> capAllows(cap, at, others));
  }

  boolean isPaused(long at) {
    return situation.state().consents().pausedUntil().filter(end -> at < nanos(end)).isPresent();
  }

  /** Quiet: the hand of the clock has passed 'from' and not yet 'until'. */
  boolean isQuiet(long at) {
    return situation.policy().quietHours().filter(hours -> isQuiet(hours, at)).isPresent();
  }

  private boolean isQuiet(QuietHours hours, long at) {
    long from = hours.from().toNanoOfDay();
    long sinceFrom = Math.floorMod(calendar.clock(at) - from, DAY);
    return sinceFrom < Math.floorMod(hours.until().toNanoOfDay() - from, DAY);
  }

  boolean cadenceAllows(Topic topic, long at, List<ReferenceSend> others) {
    Cadence cadence = choice(topic).cadence();
    return cadence == Cadence.AS_IT_COMES
        || others.stream()
            .filter(send -> send.topic().equals(topic.id()))
            .allMatch(send -> cadenceAllowsBoth(cadence, at, send.at()));
  }

  /** Of any two sends the later one is on or after the day on which the earlier one's ban ends. */
  boolean cadenceAllowsBoth(Cadence cadence, long one, long other) {
    long earlier = calendar.day(Math.min(one, other));
    long later = calendar.day(Math.max(one, other));
    return later >= banEnds(cadence, earlier);
  }

  static long banEnds(Cadence cadence, long day) {
    return switch (cadence) {
      case AS_IT_COMES -> day;
      case DAILY -> day + 1;
      case WEEKLY -> day + 7;
      case EVERY_TWO_WEEKS -> day + 14;
      case MONTHLY -> monthsOn(day, 1);
      case QUARTERLY -> monthsOn(day, 3);
    };
  }

  private static long monthsOn(long day, int months) {
    LocalDate date = LocalDate.ofEpochDay(day);
    int month = date.getYear() * 12 + date.getMonthValue() - 1 + months;
    LocalDate first = LocalDate.of(month / 12, month % 12 + 1, 1);
    return first.toEpochDay() + Math.min(date.getDayOfMonth(), first.lengthOfMonth()) - 1;
  }

  /** No window that has the instant has as many others as the limit. */
  boolean capAllows(FrequencyCap cap, long at, List<ReferenceSend> others) {
    return mostBeside(cap, at, others) < cap.limit();
  }

  /** The most other sends that any of the cap's windows with {@code at} in it has. */
  long mostBeside(FrequencyCap cap, long at, List<ReferenceSend> others) {
    long[] times = new long[others.size()];
    int covered = 0;
    for (ReferenceSend send : others) {
      if (covers(cap, send.topic())) {
        times[covered++] = send.at();
      }
    }
    return mostBeside(cap.window(), at, Arrays.copyOf(times, covered));
  }

  private long mostBeside(Window window, long at, long[] times) {
    return switch (window) {
      case Window.Rolling(var length) -> mostBeside(length.toNanos(), at, times);
      case Window.Calendar(var unit) ->
          LongStream.of(times).filter(time -> period(unit, time) == period(unit, at)).count();
    };
  }

  /** Tries the windows that begin, and those that end, with each of the sends. */
  private static long mostBeside(long length, long at, long[] times) {
    long most = inWindow(at, at + length, times);
    for (long time : times) {
      for (long start : new long[] {time, time - length + 1}) {
        if (start <= at && at < start + length) {
          most = Math.max(most, inWindow(start, start + length, times));
        }
      }
    }
    return most;
  }

  private static long inWindow(long start, long end, long[] times) {
    long count = 0;
    for (long time : times) {
      count += start <= time && time < end ? 1 : 0;
    }
    return count;
  }

  long period(Window.Calendar.Unit unit, long at) {
    return switch (unit) {
      case DAY -> calendar.day(at);
      case WEEK -> calendar.week(at);
      case MONTH -> calendar.month(at);
    };
  }

  /** The caps that limit sends of the topic to this subscriber. */
  List<FrequencyCap> caps(TopicId topic) {
    return capsOfTopics.computeIfAbsent(
        topic,
        _ ->
            situation.policy().caps().stream()
                .filter(cap -> covers(cap, topic) && applies(cap.appliesTo()))
                .toList());
  }

  static boolean covers(FrequencyCap cap, TopicId topic) {
    return cap.topic().isEmpty() || cap.topic().get().value().equals(topic.value());
  }

  /** Understands the criteria that the generator makes. */
  private boolean applies(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Everyone() -> true;
      case Criterion.InStage(var stages) -> stages.contains(situation.subscriber().stage());
      case Criterion.Not(var inner) -> !applies(inner);
      case Criterion.DaysSince(var name, var comparison, var days) -> {
        var held = (AttributeValue.Day) situation.subscriber().attributes().get(name);
        long since = calendar.day(nanos(situation.now())) - held.value().toEpochDay();
        yield switch (comparison) {
          case AT_LEAST -> since >= days;
          case LESS_THAN -> since < days;
          default -> throw new IllegalArgumentException("not generated: " + comparison);
        };
      }
      case Criterion.Compared(var name, var comparison, var value) when name.equals("unopened") -> {
        int limit = ((AttributeValue.Number) value).value().intValueExact();
        yield switch (comparison) {
          case AT_LEAST -> unopened() >= limit;
          case LESS_THAN -> unopened() < limit;
          default -> throw new IllegalArgumentException("not generated: " + comparison);
        };
      }
      default -> throw new IllegalArgumentException("not generated: " + criterion);
    };
  }

  /** Those after the last that was opened or clicked, less what nothing or no person told of. */
  private long unopened() {
    List<SendRecord> history = situation.state().history();
    int after = 0;
    for (int i = 0; i < history.size(); i++) {
      Set<SendEvent> heard = history.get(i).events();
      after = heard.contains(SendEvent.OPENED) || heard.contains(SendEvent.CLICKED) ? i + 1 : after;
    }
    return history.subList(after, history.size()).stream()
        .filter(send -> send.events().equals(Set.of(SendEvent.DELIVERED)))
        .count();
  }

  TopicChoice choice(Topic topic) {
    TopicChoice chosen = situation.state().consents().choices().get(topic.id());
    if (chosen != null) {
      return chosen;
    }
    boolean in = topic.optInMode() == OptInMode.OPT_OUT;
    return new TopicChoice(
        in ? Subscription.SUBSCRIBED : Subscription.UNSUBSCRIBED, topic.cadence());
  }
}
