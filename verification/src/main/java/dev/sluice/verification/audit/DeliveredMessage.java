package dev.sluice.verification.audit;

import java.time.Instant;

/**
 * A message of a known campaign that reached a known person.
 *
 * @param order its place among the person's messages, from 0
 */
record DeliveredMessage(int order, AuditedMessage message, AuditedCampaign campaign) {

  Instant at() {
    return message.at();
  }

  String topic() {
    return campaign.topic();
  }
}
