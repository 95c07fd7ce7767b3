package dev.sluice.benchmarks;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import dev.sluice.local.clock.VirtualClock.WakeOrder;
import dev.sluice.local.clock.VirtualTimeExecutor;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.local.template.SamTemplate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures whether a flood of link requests delays mail: the same campaign is sent twice on
 * template.yaml, without a flood and under one with bad tokens as fast as the routes accept them.
 *
 * <p>Time is simulated: it stands still while any activity is awake, so that messages per minute
 * show what the flood takes of permits, leases, queues and concurrency, and not the speed of this
 * machine. The real time is reported separately.
 */
public final class LinkFloodBench {

  /** The campaign's recipients: at 14 per second less the reserve, seven and a half minutes. */
  static final int PEOPLE = 5_000;

  private static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
  private static final int BATCH = 100;

  /** Twice the sending time: a longer run is delayed. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** One by one, so that only the flood can differ between the two runs. */
  private final VirtualClock clock =
      new VirtualClock(START, ClockSpeed.UNLIMITED, WakeOrder.ONE_BY_ONE);

  private final ExecutorService threads;

  private LinkFloodBench(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Sends the campaign twice and compares both runs.
   *
   * @param threads the executor of the flood's requests, unbounded
   * @throws IOException if the template cannot be run here
   * @throws InterruptedException if the thread is interrupted
   */
  public static LinkFloodResult measure(SamTemplate template, ExecutorService threads)
      throws IOException, InterruptedException {
    SendingRun quiet = new LinkFloodBench(threads).send(template, false);
    SendingRun flooded = new LinkFloodBench(threads).send(template, true);
    return new LinkFloodResult(
        quiet.perMinute(),
        flooded.perMinute(),
        flooded.answers(),
        (double) flooded.nanos() / quiet.nanos());
  }

  private SendingRun send(SamTemplate template, boolean underFlood)
      throws IOException, InterruptedException {
    try (LocalRun run =
        LocalRun.of(template)
            .clock(clock)
            .quota(SesSendQuota.of(14, SesSendQuota.UNLIMITED))
            .start()) {
      fill(ApiClient.unsigned(run.baseUrl()));
      long began = System.nanoTime();
      Future<Map<Integer, Integer>> attack = underFlood ? flood(run) : noFlood();
      boolean unused =
          run.advanceUntil(() -> run.mailbox().received() == PEOPLE && attack.isDone(), LONGEST);
      long nanos = System.nanoTime() - began;
      return new SendingRun(perMinute(run), result(attack), nanos);
    }
  }

  private Future<Map<Integer, Integer>> flood(LocalRun run) {
    InvalidLinkFlood flood = new InvalidLinkFlood(run.baseUrl(), clock, threads);
    return new VirtualTimeExecutor(clock, threads).submit(flood::run);
  }

  private static Future<Map<Integer, Integer>> noFlood() {
    return CompletableFuture.completedFuture(Map.of());
  }

  private static void fill(ApiClient api) {
    api.put("/policy", JsonText.parse("{\"caps\":[],\"defaultZone\":\"UTC\"}"));
    api.put(
        "/topics/offers",
        JsonText.parse("{\"name\":\"Offers\",\"description\":\"What is on sale\"}"));
    for (int from = 0; from < PEOPLE; from += BATCH) {
      ObjectNode body = JsonText.emptyObject();
      ArrayNode people = body.putArray("subscribers");
      for (int i = from; i < from + BATCH; i++) {
        people.addObject().put("id", "p" + i).put("address", "p" + i + "@example.com");
      }
      api.post("/subscribers/batch", body);
    }
    api.post(
        "/campaigns",
        JsonText.parse(
            "{\"id\":\"spring\",\"name\":\"Spring\",\"topic\":\"offers\",\"priority\":5,"
                + "\"variants\":[{\"subject\":\"Hi\",\"html\":\"<p>Hi</p>\",\"text\":\"\"}]}"));
  }

  private static Map<Long, Long> perMinute(LocalRun run) {
    return run.mailbox().messages().stream()
        .map(ReceivedMessage::at)
        .collect(
            Collectors.groupingBy(
                at -> Duration.between(START, at).toMinutes(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static Map<Integer, Integer> result(Future<Map<Integer, Integer>> attack) {
    try {
      return attack.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the flood broke", e.getCause());
    }
  }

  /** The sending of one campaign. */
  private record SendingRun(Map<Long, Long> perMinute, Map<Integer, Integer> answers, long nanos) {}

  /**
   * The sending of a campaign without and under a flood.
   *
   * @param quiet messages by simulated minute
   * @param flooded the same under the flood
   * @param answers answers to the flood, by status
   * @param slowdown real time under the flood as a multiple of that in quiet
   */
  public record LinkFloodResult(
      Map<Long, Long> quiet,
      Map<Long, Long> flooded,
      Map<Integer, Integer> answers,
      double slowdown) {

    public LinkFloodResult {
      quiet = Map.copyOf(quiet);
      flooded = Map.copyOf(flooded);
      answers = Map.copyOf(answers);
    }

    /**
     * Returns whether every minute had as many messages, and every request of the flood an answer.
     */
    public boolean meetsTarget() {
      return quiet.equals(flooded)
          && answers.values().stream().mapToInt(Integer::intValue).sum()
              == InvalidLinkFlood.REQUESTS
          && InvalidLinkFlood.EXPECTED.containsAll(answers.keySet());
    }
  }
}
