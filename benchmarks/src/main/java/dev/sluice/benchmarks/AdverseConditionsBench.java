package dev.sluice.benchmarks;

import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadSize;
import dev.sluice.cli.client.JsonText;
import dev.sluice.core.campaign.Priority;
import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesFaultInjector.SesFault;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/**
 * Measures transactional messages under adverse conditions: the recipients have unsubscribed, are
 * capped and in quiet hours, marketing has spent its share of the daily quota, its campaign is
 * paused, the account is on probation, and SES throttles one call in five.
 */
public final class AdverseConditionsBench implements AwsCallListener {

  private static final int THROTTLED_PERCENT = 20;

  /** The percentage of the daily quota that the template reserves for transactional mail. */
  private static final int RESERVE_PERCENT = 20;

  /** Long enough for marketing to send its share and to reach its limit. */
  private static final Duration LEAD = Duration.ofMinutes(20);

  /** The time in which requests arrive: about as many per second as marketing leaves. */
  private static final Duration SPAN = Duration.ofMinutes(10);

  /** Doubling delays of 5 s: with one call in five throttled, ten attempts are for one in 10^7. */
  private static final Duration PATIENCE = Duration.ofHours(2);

  private final int messages;
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final Map<String, Instant> arrivedAt = new HashMap<>();

  private AdverseConditionsBench(int messages) {
    this.messages = messages;
  }

  /**
   * Measures transactional mail under adverse conditions.
   *
   * @param messages messages to request; the daily quota is ten times as many
   * @throws IOException if the template cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public static AdverseConditionsResult measure(Path template, int messages)
      throws IOException, InterruptedException {
    AdverseConditionsBench bench = new AdverseConditionsBench(messages);
    SesSendQuota quota = SesSendQuota.of(TransactionalLoadSize.RATE, bench.perDay());
    try (BenchRun stack = BenchRun.start(template, quota, bench)) {
      return bench.measure(stack);
    }
  }

  private long perDay() {
    return 10L * messages;
  }

  private long marketingShare() {
    return perDay() * (100 - RESERVE_PERCENT) / 100;
  }

  private AdverseConditionsResult measure(BenchRun stack) throws InterruptedException {
    stack.enterBacklog(Math.toIntExact(perDay()), 1, Priority.NORMAL.value());
    stack.runFor(LEAD);
    List<String> recipients = recipients(stack);
    long before = stack.received(true);
    recipients.forEach(stack::unsubscribeFromAll);
    stack.beginQuietHours();
    stack.pauseCampaign();
    stack.run().ses().setEnforcementStatus("PROBATION");
    stack.run().ses().faults().setPercentage(SesFault.THROTTLED, THROTTLED_PERCENT);
    stack.enqueue("in-vain", Priority.NORMAL.value(), List.of());
    sendRequests(stack, recipients);
    stack.runFor(PATIENCE);
    return result(stack, before);
  }

  /**
   * Returns subscribers who have just received a marketing message, so that their cap is reached.
   */
  private List<String> recipients(BenchRun stack) {
    return stack.run().mailbox().messages().stream()
        .map(message -> message.to().getFirst())
        .map(address -> address.substring(0, address.indexOf('@')))
        .limit(messages)
        .toList();
  }

  private void sendRequests(BenchRun stack, List<String> recipients) throws InterruptedException {
    Instant begin = stack.now();
    int number = 0;
    for (Duration offset : RequestSchedule.of(recipients.size(), SPAN).offsets()) {
      stack.runFor(Duration.between(stack.now(), begin.plus(offset)));
      String recipient = recipients.get(number);
      arrivedAt.put(recipient + "@example.com", stack.now());
      String unused =
          stack.sendRequest(
              BenchRun.request(number, JsonText.emptyObject().put("subscriber", recipient)));
      number++;
    }
  }

  @Override
  public void afterCall(AwsCall call) {
    if (call.request() instanceof SendEmailRequest send) {
      send.destination().toAddresses().forEach(address -> attempts.merge(address, 1, Integer::sum));
    }
  }

  private AdverseConditionsResult result(BenchRun stack, long marketingBefore) {
    List<ReceivedMessage> receipts =
        stack.run().mailbox().messages().stream()
            .filter(message -> message.tag("campaign").isEmpty())
            .toList();
    return new AdverseConditionsResult(
        messages,
        receipts.size(),
        attempts(receipts).values().stream().mapToInt(Integer::intValue).sum() - receipts.size(),
        attempts(receipts).values().stream().mapToInt(Integer::intValue).max().orElse(0),
        outOfOrder(receipts),
        marketingShare(),
        marketingBefore,
        stack.received(true) - marketingBefore);
  }

  /** Returns how many attempts each message took; one call more was the marketing message's. */
  private Map<ReceivedMessage, Integer> attempts(List<ReceivedMessage> receipts) {
    return receipts.stream()
        .collect(
            Collectors.toMap(
                receipt -> receipt,
                receipt -> attempts.getOrDefault(receipt.to().getFirst(), 1) - 1));
  }

  private long outOfOrder(List<ReceivedMessage> receipts) {
    Map<Integer, List<ReceivedMessage>> byAttempts = new HashMap<>();
    attempts(receipts)
        .forEach((receipt, count) ->
            byAttempts.computeIfAbsent(count, _ -> new ArrayList<>()).add(receipt));
    return byAttempts.values().stream().mapToLong(this::inversions).sum();
  }

  private long inversions(List<ReceivedMessage> receipts) {
    long count = 0;
    for (ReceivedMessage one : receipts) {
      for (ReceivedMessage other : receipts) {
        boolean arrivedFirst = arrival(one).isBefore(arrival(other));
        count += arrivedFirst && other.at().isBefore(one.at()) ? 1 : 0;
      }
    }
    return count;
  }

  private Instant arrival(ReceivedMessage receipt) {
    return arrivedAt.getOrDefault(receipt.to().getFirst(), receipt.at());
  }

  /**
   * The result of transactional mail under everything that stops marketing.
   *
   * @param messages messages that were requested
   * @param accepted messages that SES has accepted in the end
   * @param throttled calls that SES throttled
   * @param mostAttempts the most attempts of a message
   * @param outOfOrder pairs of which the later one left first although both took as many attempts
   * @param marketingShare marketing messages that the daily quota allows beside the reserve
   * @param marketingBefore marketing messages that had gone out before
   * @param marketingMeanwhile marketing messages that went out meanwhile
   */
  public record AdverseConditionsResult(
      int messages,
      int accepted,
      long throttled,
      int mostAttempts,
      long outOfOrder,
      long marketingShare,
      long marketingBefore,
      long marketingMeanwhile) {

    /** Marketing stops a little early at first, as some sends with permits are not counted yet. */
    private static final double SPENT = 0.9;

    /** Returns whether every message was accepted, in order, under the stated conditions. */
    public boolean meetsTarget() {
      return accepted == messages
          && outOfOrder == 0
          && throttled > 0
          && marketingBefore >= SPENT * marketingShare
          && marketingBefore <= marketingShare
          && marketingMeanwhile == 0;
    }
  }
}
