package dev.sluice.aws.wiring;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The AWS clients of one process, each made when first asked for and then kept. */
public interface AwsClients {

  /** Returns the client for the tables. */
  DynamoDbClient dynamoDb();

  /** Returns the client for sending; it never retries, since SES has no idempotency token. */
  SesV2Client ses();

  /** Returns the client for the queues. */
  SqsClient sqs();

  /** Returns the client for the event bus. */
  EventBridgeClient events();

  /** Returns the client for the link keys. */
  SecretsManagerClient secrets();
}
