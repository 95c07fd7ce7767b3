package dev.sluice.local.functions;

import dev.sluice.local.functions.SimulationLoop.WorkSource;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.ResolvedStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schedules of a template.
 *
 * <p>Firings that fall due while the previous one still runs, or while the loop does not run, are
 * made up for by a single one, however many were missed.
 */
final class ScheduleTrigger implements WorkSource {

  private final FunctionHost host;
  private final InstantSource clock;
  private final List<ScheduledFunction> entries = new ArrayList<>();

  ScheduleTrigger(ResolvedStack stack, FunctionHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
    for (FunctionSpec function : stack.functions()) {
      function
          .events(EventSource.Schedule.class)
          .forEach(schedule -> entries.add(new ScheduledFunction(function.logicalId(), schedule)));
    }
  }

  @Override
  public boolean startDue() throws InterruptedException {
    Instant now = clock.instant();
    boolean started = false;
    for (ScheduledFunction entry : entries) {
      if (entry.isDue(now)) {
        entry.fire(now);
        started = true;
      }
    }
    return started;
  }

  @Override
  public Optional<Instant> nextDue() {
    return entries.stream()
        .filter(entry -> !entry.running)
        .map(entry -> entry.due)
        .min(Instant::compareTo);
  }

  private final class ScheduledFunction {
    private final String function;
    private final EventSource.Schedule schedule;
    private Instant due;
    private volatile boolean running;

    ScheduledFunction(String function, EventSource.Schedule schedule) {
      this.function = function;
      this.schedule = schedule;
      this.due = schedule.nextAfter(clock.instant());
    }

    boolean isDue(Instant now) {
      return !running && !due.isAfter(now);
    }

    void fire(Instant now) throws InterruptedException {
      Instant scheduled = due;
      due = schedule.nextAfter(now);
      running = true;
      host.recordUse(function, schedule.name());
      host.start(function, event(scheduled), outcome -> running = false);
    }

    private byte[] event(Instant scheduled) {
      String time = scheduled.toString();
      return schedule
          .input()
          .map(input -> input.replace("<aws.scheduler.scheduled-time>", time))
          .orElseGet(() -> notification(time))
          .getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the event that EventBridge Scheduler sends if the template gives no input. */
    private String notification(String time) {
      return JsonMapper.shared()
          .createObjectNode()
          .put("version", "0")
          .put("id", function + "-" + time)
          .put("detail-type", "Scheduled Event")
          .put("source", "aws.scheduler")
          .put("time", time)
          .put("detail", "{}")
          .toString();
    }
  }
}
