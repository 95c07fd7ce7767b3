package dev.sluice.deliver;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.ratelimit.RatePermits;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.MessageRendererFactory;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the metrics of marketing mail at the interfaces through which a worker does its work. */
final class DeliverMetrics {

  /** Different causes that are kept for the log; SES has some twenty error codes. */
  private static final int MAX_CAUSES = 50;

  private final FunctionLog log;
  private final Map<Problem, Integer> problems = new ConcurrentHashMap<>();

  /** What SES answered instead of accepting a message, as it is logged. */
  private record Problem(LogEvent event, String cause) {}

  DeliverMetrics(FunctionLog log) {
    this.log = log;
  }

  /** Counts what SES answers. */
  MessageRendererFactory countOutcomes(MessageRendererFactory factory) {
    return campaigns -> {
      MessageRenderer renderer = factory.create(campaigns);
      return (subscriber, campaign, at) -> {
        var message = renderer.render(subscriber, campaign, at);
        return () -> count(message.send());
      };
    };
  }

  private SendOutcome count(SendOutcome outcome) {
    switch (outcome) {
      case SendOutcome.Accepted _ -> log.count(Metric.SENT, 1);
      case SendOutcome.Unknown(String cause) -> {
        log.count(Metric.UNCONFIRMED, 1);
        add(LogEvent.MAIL_UNCONFIRMED, cause);
      }
      case SendOutcome.Throttled(SendOutcome.Limit limit) -> {
        log.count(Metric.WITHHELD, limit, 1);
        add(LogEvent.MAIL_WITHHELD, limit.name());
      }
      case SendOutcome.Unavailable(WithheldCause cause) -> {
        log.count(Metric.WITHHELD, cause, 1);
        add(LogEvent.MAIL_WITHHELD, cause.name());
      }
      // Counted as dropped, with its reason.
      case SendOutcome.Refused(String cause) -> add(LogEvent.MAIL_REFUSED, cause);
    }
    return outcome;
  }

  private void add(LogEvent event, String cause) {
    Problem problem = new Problem(event, cause);
    if (problems.size() < MAX_CAUSES || problems.containsKey(problem)) {
      problems.merge(problem, 1, Integer::sum);
    }
  }

  /** Logs why SES did not accept messages since the last call, in one line for each cause. */
  void logProblems() {
    for (Problem problem : List.copyOf(problems.keySet())) {
      Optional.ofNullable(problems.remove(problem))
          .ifPresent(messages ->
              log.warn(problem.event(), Map.of("cause", problem.cause(), "messages", messages)));
    }
  }

  /** Counts the runs in which SES accepted nothing and withheld something. */
  WithheldRunStore countWithheldRuns(WithheldRunStore store) {
    return new WithheldRunStore() {
      @Override
      public Optional<WithheldRuns> load() {
        return store.load();
      }

      @Override
      public void add(WithheldCause cause, Instant at) {
        store.add(cause, at);
        log.count(Metric.RUNS_WITHHELD, 1);
      }

      @Override
      public void clear() {
        store.clear();
      }
    };
  }

  /** Counts permits that were requested and not granted. */
  RatePermits countRefusals(RatePermits permits) {
    return new RatePermits() {
      @Override
      public Grant tryAcquire(int wanted) {
        Grant grant = permits.tryAcquire(wanted);
        log.count(Metric.PERMITS_REFUSED, wanted - grant.granted());
        return grant;
      }

      @Override
      public void onThrottled(SendOutcome.Limit limit) {
        permits.onThrottled(limit);
      }
    };
  }

  /** Counts by how much the deferred and dropped sends of each campaign grow. */
  ShardStore countProgress(ShardStore store) {
    return new CountingShardStore(store);
  }

  private void countGrowth(ShardState before, ShardState after) {
    after
        .progress()
        .forEach((campaign, progress) ->
            countGrowth(countsOf(before, campaign, progress), progress.counts()));
  }

  /** A pass that starts again counts from zero. */
  private static SendCounts countsOf(ShardState before, CampaignId campaign, ScanProgress now) {
    return before.progressOf(campaign, now.pass()).counts();
  }

  private void countGrowth(SendCounts before, SendCounts after) {
    log.count(Metric.WAITED, Math.max(0, after.waiting() - before.waiting()));
    after
        .dropped()
        .forEach((code, count) ->
            log.count(
                Metric.DROPPED,
                code,
                Math.max(0, count - before.dropped().getOrDefault(code, 0L))));
  }

  /** Remembers the state that each shard was last stored with; there are 64 shards. */
  private final class CountingShardStore implements ShardStore {

    private final ShardStore store;
    private final Map<Shard, ShardState> lastStored = new ConcurrentHashMap<>();

    CountingShardStore(ShardStore store) {
      this.store = store;
    }

    @Override
    public Optional<Lease> acquire(Shard shard, String holder, Instant now, Instant until) {
      Optional<Lease> lease = store.acquire(shard, holder, now, until);
      lease.ifPresent(taken -> lastStored.put(shard, taken.state()));
      return lease;
    }

    @Override
    public boolean checkpoint(String holder, ShardState state, Instant now, Instant until) {
      return countIf(store.checkpoint(holder, state, now, until), state);
    }

    @Override
    public boolean release(String holder, ShardState state, Instant now) {
      return countIf(store.release(holder, state, now), state);
    }

    private boolean countIf(boolean stored, ShardState state) {
      if (stored) {
        Optional.ofNullable(lastStored.put(state.shard(), state))
            .ifPresent(before -> countGrowth(before, state));
      }
      return stored;
    }

    @Override
    public boolean markDispatched(Shard shard, Instant now, Instant until) {
      return store.markDispatched(shard, now, until);
    }

    @Override
    public void requestRevisit(Shard shard) {
      store.requestRevisit(shard);
    }

    @Override
    public List<ShardStatus> statuses() {
      return store.statuses();
    }
  }
}
