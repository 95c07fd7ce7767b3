package dev.sluice.dynamodb.item;

import dev.sluice.dynamodb.campaign.DynamoBrandingStore;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.campaign.DynamoCampaignStore;
import dev.sluice.dynamodb.campaign.DynamoFeedbackCounts;
import dev.sluice.dynamodb.campaign.DynamoHoldStore;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.campaign.DynamoReputationStats;
import dev.sluice.dynamodb.campaign.DynamoSegmentStore;
import dev.sluice.dynamodb.campaign.DynamoTopicStore;
import dev.sluice.dynamodb.message.DynamoMessageStore;
import dev.sluice.dynamodb.message.DynamoTemplateStore;
import dev.sluice.dynamodb.ratelimit.DynamoRatePermits;
import dev.sluice.dynamodb.ratelimit.DynamoWarmUpCount;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoErasureMarks;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.FunctionContext;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The two tables, and the client that reaches them.
 *
 * <table>
 *   <caption>Keys and indexes</caption>
 *   <tr><th>table</th><th>partition key</th><th>sort key</th><th>index</th></tr>
 *   <tr><td>subscribers</td><td>{@code shard} S, 00 to 63</td>
 *     <td>{@code item} S, {@code <id>#standing} or {@code <id>#subscriber}</td>
 *     <td>{@code due}: {@code shard}, {@code dueAt} N in epoch milliseconds; keys only</td></tr>
 *   <tr><td>subscribers</td><td>{@code shard} S, {@code 00#consent} to {@code 63#consent}</td>
 *     <td>{@code item} S, {@code <id>#<version>}: {@link DynamoConsentRecords}</td><td>none</td></tr>
 *   <tr><td>subscribers</td><td>{@code shard} S, {@code erased#00} to {@code erased#ff}</td>
 *     <td>{@code item} S, a keyed hash: {@link DynamoErasureMarks}</td><td>none</td></tr>
 *   <tr><td>subscribers</td><td>{@code shard} S, {@code inbox#00} to {@code inbox#ff}</td>
 *     <td>{@code item} S, a hash of an inbox: {@link DynamoSubscriberRepository}</td>
 *     <td>none</td></tr>
 *   <tr><td>control</td><td>{@code kind} S</td><td>{@code id} S</td>
 *     <td>none; {@code expiresAt} N in epoch seconds is its time to live</td></tr>
 * </table>
 *
 * <table>
 *   <caption>Kinds of the control table</caption>
 *   <tr><th>kind</th><th>id</th><th>what</th></tr>
 *   <tr><td>{@code shard}</td><td>00 to 63</td><td>{@link DynamoShardStore}</td></tr>
 *   <tr><td>{@code campaign}</td><td>campaign</td><td>{@link DynamoCampaignStore}</td></tr>
 *   <tr><td>{@code campaign-body}</td><td>campaign</td><td>the whole campaign</td></tr>
 *   <tr><td>{@code active}</td><td>campaign</td><td>version of a campaign not yet closed</td></tr>
 *   <tr><td>{@code campaign-name}</td><td>key of its sends, 16 digits</td>
 *     <td>{@link DynamoCampaignNames}</td></tr>
 *   <tr><td>{@code topic}</td><td>topic</td><td>{@link DynamoTopicStore}</td></tr>
 *   <tr><td>{@code segment}</td><td>segment</td><td>{@link DynamoSegmentStore}</td></tr>
 *   <tr><td>{@code policy}</td><td>revision, 19 digits</td><td>{@link DynamoPolicyStore}</td></tr>
 *   <tr><td>{@code branding}</td><td>team</td><td>{@link DynamoBrandingStore}</td></tr>
 *   <tr><td>{@code template}</td><td>template</td><td>{@link DynamoTemplateStore}</td></tr>
 *   <tr><td>{@code message#00} to {@code #ff}</td><td>message</td>
 *     <td>{@link DynamoMessageStore}</td></tr>
 *   <tr><td>{@code hold}</td><td>{@code marketing}</td><td>{@link DynamoHoldStore}</td></tr>
 *   <tr><td>{@code heard#<campaign>}</td><td>slot, 00 to 15</td>
 *     <td>{@link DynamoFeedbackCounts}</td></tr>
 *   <tr><td>{@code reputation}</td><td>day and slot</td><td>{@link DynamoReputationStats}</td></tr>
 *   <tr><td>{@code warm-up}</td><td>day</td><td>{@link DynamoWarmUpCount}</td></tr>
 *   <tr><td>{@code permits}</td><td>second since 1970</td><td>{@link DynamoRatePermits}</td></tr>
 * </table>
 *
 * @param subscribers name of the table of subscribers and their states
 * @param control name of the table of everything else
 */
public record DynamoTables(DynamoDbClient client, String subscribers, String control) {

  /**
   * The client of DynamoDB.
   *
   * <p>DynamoDB answers in milliseconds, a full page of a query in some hundred. The three attempts
   * of a call end within 15 seconds, so that a function behind the API, which has 29, can still
   * answer that the service is unavailable.
   */
  public static final AwsClientType<DynamoDbClient> CLIENT =
      AwsClientType.retrying(
          DynamoDbClient.class, "DYNAMODB", Duration.ofSeconds(5), DynamoDbClient::builder);

  /** The sparse index of the states that are due. */
  public static final String DUE_INDEX = "due";

  /** Returns the tables that a function's environment names. */
  public static DynamoTables of(FunctionContext context) {
    return new DynamoTables(
        context.clients().get(DynamoTables.CLIENT),
        context.requiredVariable("SUBSCRIBERS_TABLE"),
        context.requiredVariable("CONTROL_TABLE"));
  }
}
