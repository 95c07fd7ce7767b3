package dev.sluice.store;

import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.Subscriber;
import java.util.List;

/** Stores subscribers for tests of something else. */
final class Subscribers {

  private Subscribers() {}

  static void put(Tables tables, Subscriber subscriber) {
    new DynamoSubscribers(tables).putAll(List.of(subscriber));
  }
}
