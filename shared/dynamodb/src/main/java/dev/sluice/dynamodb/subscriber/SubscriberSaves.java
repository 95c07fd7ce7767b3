package dev.sluice.dynamodb.subscriber;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.dynamodb.item.BatchReader;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import dev.sluice.dynamodb.item.WriteTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The writes that store subscribers and claim their inboxes.
 *
 * <p>The claim changes in the transaction that stores the address, and every write is conditional
 * on the address that was read. So a subscriber who is marked as the owner of their inbox has its
 * claim, and two subscribers never have the claim of one inbox. A subscriber without the mark was
 * stored before claims existed; the next write that changes them claims their inbox.
 *
 * <p>A subscriber costs one read unit, then: nothing if nothing changed; one write unit if their
 * inbox stays; four if they are new, six if their inbox changes.
 */
final class SubscriberSaves {

  /** New subscribers of one transaction, two items each. */
  private static final int MAX_CREATED = 25;

  /** Index of the claim in a transaction that stores one subscriber. */
  static final int CLAIM = 1;

  private static final String SAME_OWNER = "#address = :address AND attribute_exists(#owns)";
  private static final String SAME_STRANGER = "#address = :address AND attribute_not_exists(#owns)";
  private static final Map<String, String> SUBSCRIBER_NAMES =
      Map.of("#address", SubscriberCodec.ADDRESS, "#owns", SubscriberCodec.OWNS_INBOX);
  private static final Map<String, String> OWNER_NAME = Map.of("#owner", InboxClaimCodec.OWNER);

  private final DynamoTables tables;
  private final BatchReader reader;

  SubscriberSaves(DynamoTables tables) {
    this.tables = tables;
    this.reader = new BatchReader(tables.client(), tables.subscribers());
  }

  /**
   * A subscriber as stored.
   *
   * @param ownsInbox whether they have the claim of their inbox
   */
  private record StoredSubscriber(Subscriber subscriber, boolean ownsInbox) {

    static StoredSubscriber decode(Item item) {
      return new StoredSubscriber(SubscriberCodec.decode(item), SubscriberCodec.ownsInbox(item));
    }

    boolean keepsInbox(Subscriber next) {
      return ownsInbox && inbox().equals(Inbox.of(next.address()));
    }

    Inbox inbox() {
      return Inbox.of(subscriber.address());
    }

    EmailAddress address() {
      return subscriber.address();
    }
  }

  /**
   * The end of an attempt to store a subscriber.
   *
   * @param takenBy the owner of the inbox, if the subscriber was not stored because of it
   */
  private record Saved(Optional<SubscriberId> takenBy) {}

  Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes) {
    Map<Map<String, AttributeValue>, Inbox> byKey =
        inboxes.stream().collect(toMap(InboxClaimCodec::key, inbox -> inbox));
    Map<Inbox, SubscriberId> owners = new HashMap<>();
    reader
        .read(List.copyOf(byKey.keySet()))
        .forEach(claim ->
            Optional.ofNullable(byKey.get(SubscriberKeys.keyOf(claim)))
                .ifPresent(inbox -> owners.put(inbox, InboxClaimCodec.owner(claim))));
    return owners;
  }

  /**
   * Changes stored subscribers one by one, then creates the others, many in one transaction. Those
   * whose inbox is taken by a subscriber of the same batch are tried once more at the end, since
   * that one may have left it.
   */
  Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> subscribers) {
    Map<SubscriberId, StoredSubscriber> stored = read(subscribers);
    Map<SubscriberId, SubscriberId> taken = new HashMap<>();
    List<Subscriber> fresh = new ArrayList<>();
    for (Subscriber subscriber : subscribers) {
      Optional<StoredSubscriber> seen = Optional.ofNullable(stored.get(subscriber.id()));
      if (seen.isEmpty()) {
        fresh.add(subscriber);
      } else if (!seen.get().equals(new StoredSubscriber(subscriber, true))) {
        save(subscriber, seen, taken);
      }
    }
    createTogether(fresh).forEach(left -> save(left, Optional.empty(), taken));
    Set<SubscriberId> batch = subscribers.stream().map(Subscriber::id).collect(toSet());
    for (Subscriber subscriber : subscribers) {
      if (Optional.ofNullable(taken.get(subscriber.id())).filter(batch::contains).isPresent()) {
        taken.remove(subscriber.id());
        save(subscriber, find(subscriber.id()), taken);
      }
    }
    return taken;
  }

  /** Creates subscribers with different inboxes, and returns those that were not created. */
  private List<Subscriber> createTogether(List<Subscriber> fresh) {
    List<Subscriber> left = new ArrayList<>();
    List<Subscriber> distinct = new ArrayList<>();
    Set<Inbox> inboxes = new HashSet<>();
    fresh.forEach(one -> (inboxes.add(Inbox.of(one.address())) ? distinct : left).add(one));
    for (int from = 0; from < distinct.size(); from += MAX_CREATED) {
      List<Subscriber> some = distinct.subList(from, Math.min(from + MAX_CREATED, distinct.size()));
      WriteTransaction transaction = new WriteTransaction(tables.client());
      some.forEach(one -> addCreation(one, transaction));
      // One condition that does not hold keeps all of them from being written, and each is then
      // tried by itself.
      if (!transaction.execute().isWritten()) {
        left.addAll(some);
      }
    }
    return left;
  }

  /** Adds the writes of a new subscriber, two: the subscriber and the claim of their inbox. */
  void addCreation(Subscriber subscriber, WriteTransaction transaction) {
    transaction.putAbsent(tables.subscribers(), SubscriberCodec.encode(subscriber));
    transaction.put(claim(subscriber));
  }

  private void save(
      Subscriber subscriber,
      Optional<StoredSubscriber> seen,
      Map<SubscriberId, SubscriberId> taken) {
    OptimisticLock.update(
            "a subscriber",
            seen,
            () -> find(subscriber.id()),
            current ->
                current
                    .filter(stored -> stored.keepsInbox(subscriber))
                    .map(stored -> replace(subscriber, stored))
                    .orElseGet(() -> saveWithClaim(subscriber, current)))
        .takenBy()
        .ifPresent(owner -> taken.put(subscriber.id(), owner));
  }

  /** Returns empty if another writer came first. */
  private Optional<Saved> replace(Subscriber subscriber, StoredSubscriber seen) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(tables.subscribers())
            .item(SubscriberCodec.encode(subscriber))
            .conditionExpression(SAME_OWNER)
            .expressionAttributeNames(SUBSCRIBER_NAMES)
            .expressionAttributeValues(addressValue(seen.address()))
            .build();
    // The only possible outcomes of the conditional write:
    // 1. The stored address is the one that was read: the subscriber is replaced.
    // 2. It is another, or a transaction is writing the item: nothing is changed. If it is because
    //    this very write went through before and its response was lost, the next attempt reads the
    //    new address and replaces it by itself.
    try {
      tables.client().putItem(put);
      return Optional.of(new Saved(Optional.empty()));
    } catch (ConditionalCheckFailedException | TransactionConflictException lost) {
      return Optional.empty();
    }
  }

  /** Returns empty if another writer came first. */
  private Optional<Saved> saveWithClaim(Subscriber subscriber, Optional<StoredSubscriber> seen) {
    WriteTransaction transaction = new WriteTransaction(tables.client());
    if (seen.isEmpty()) {
      addCreation(subscriber, transaction);
    } else {
      transaction.put(replacement(subscriber, seen.get().address(), seen.get().ownsInbox()));
      transaction.put(claim(subscriber));
      if (seen.get().ownsInbox() && !seen.get().keepsInbox(subscriber)) {
        transaction.delete(release(seen.get().subscriber()));
      }
    }
    // The only possible outcomes of the conditional writes:
    // 1. The subscriber is as it was read and the inbox is free or theirs: everything is stored.
    // 2. Another subscriber owns the inbox, which the failed condition returns: nothing is changed.
    // 3. The subscriber has changed, or another transaction is writing one of the items: nothing is
    //    changed.
    WriteTransaction.Outcome outcome = transaction.execute();
    return outcome.isWritten()
        ? Optional.of(new Saved(Optional.empty()))
        : owner(outcome, CLAIM).map(owner -> new Saved(Optional.of(owner)));
  }

  /** Returns the owner that kept an inbox from being claimed by that write of a transaction. */
  static Optional<SubscriberId> owner(WriteTransaction.Outcome outcome, int claim) {
    return outcome.storedItem(claim).map(InboxClaimCodec::owner);
  }

  /** Adds the writes that replace a subscriber by an erased one and release their inbox. */
  void addErasure(SubscriberId id, EmailAddress address, WriteTransaction transaction) {
    // Without such a subscriber, or if it changes, the condition does not hold.
    Optional<Subscriber> owner =
        find(id)
            .filter(StoredSubscriber::ownsInbox)
            .map(StoredSubscriber::subscriber)
            .filter(seen -> seen.address().equals(address));
    transaction.put(replacement(Subscriber.erased(id), address, owner.isPresent()));
    owner.ifPresent(seen -> transaction.delete(release(seen)));
  }

  private Put replacement(Subscriber subscriber, EmailAddress seen, boolean ownsInbox) {
    return Put.builder()
        .tableName(tables.subscribers())
        .item(SubscriberCodec.encode(subscriber))
        .conditionExpression(ownsInbox ? SAME_OWNER : SAME_STRANGER)
        .expressionAttributeNames(SUBSCRIBER_NAMES)
        .expressionAttributeValues(addressValue(seen))
        .build();
  }

  private Put claim(Subscriber subscriber) {
    return Put.builder()
        .tableName(tables.subscribers())
        .item(InboxClaimCodec.encode(Inbox.of(subscriber.address()), subscriber.id()))
        .conditionExpression("attribute_not_exists(#owner) OR #owner = :owner")
        .expressionAttributeNames(OWNER_NAME)
        .expressionAttributeValues(ownerValue(subscriber.id()))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private Delete release(Subscriber subscriber) {
    return Delete.builder()
        .tableName(tables.subscribers())
        .key(InboxClaimCodec.key(Inbox.of(subscriber.address())))
        .conditionExpression("#owner = :owner")
        .expressionAttributeNames(OWNER_NAME)
        .expressionAttributeValues(ownerValue(subscriber.id()))
        .build();
  }

  private Map<SubscriberId, StoredSubscriber> read(List<Subscriber> subscribers) {
    List<Map<String, AttributeValue>> keys =
        subscribers.stream()
            .map(subscriber -> SubscriberKeys.subscriberKey(subscriber.id()).build())
            .toList();
    return reader.read(keys).stream()
        .map(StoredSubscriber::decode)
        .collect(toMap(stored -> stored.subscriber().id(), stored -> stored));
  }

  /** A query, because functions that erase have no permission to get single items. */
  private Optional<StoredSubscriber> find(SubscriberId id) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(tables.subscribers())
            .consistentRead(true)
            .keyConditionExpression("#shard = :shard AND #item = :item")
            .expressionAttributeNames(
                Map.of("#shard", SubscriberKeys.SHARD, "#item", SubscriberKeys.ITEM))
            .expressionAttributeValues(
                new ItemBuilder()
                    .put(":shard", Shard.of(id).label())
                    .put(":item", SubscriberKeys.subscriberItemKey(id))
                    .build())
            .build();
    return tables.client().query(query).items().stream()
        .findFirst()
        .map(item -> StoredSubscriber.decode(new Item(item)));
  }

  private static Map<String, AttributeValue> addressValue(EmailAddress address) {
    return new ItemBuilder().put(":address", address.value()).build();
  }

  private static Map<String, AttributeValue> ownerValue(SubscriberId owner) {
    return new ItemBuilder().put(":owner", owner.value()).build();
  }
}
