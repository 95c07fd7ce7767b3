package dev.sluice.cli.audit;

import java.time.Instant;

/**
 * A message of a known campaign that reached a known person.
 *
 * @param order its place among the person's messages, from 0
 */
record Arrival(int order, Receipt receipt, Announced campaign) {

  Instant at() {
    return receipt.at();
  }

  String topic() {
    return campaign.topic();
  }
}
