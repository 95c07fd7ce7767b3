package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Imports the valid entries of a batch, and reports the others.
 *
 * <p>An entry is rejected if it is invalid, if an earlier entry has the same id, if its subscriber
 * was erased, or if another subscriber owns its inbox. Used for one batch; not thread-safe.
 */
public final class SubscriberBatchImport {

  private final List<SubscriberImport> accepted = new ArrayList<>();
  private final Map<SubscriberId, Integer> indexes = new LinkedHashMap<>();
  private final List<Rejection> rejected = new ArrayList<>();
  private int nextIndex;

  /**
   * The result of a batch.
   *
   * @param imported the number of stored subscribers
   * @param rejected the entries that were not stored
   * @param kept the stored entries in which the subscriber's own choices were kept
   */
  public record Report(int imported, List<Rejection> rejected, List<KeptChoices> kept) {
    public Report {
      rejected = List.copyOf(rejected);
      kept = List.copyOf(kept);
    }
  }

  /**
   * An entry that was not stored.
   *
   * @param index the entry's index in the batch, from 0
   * @param id the subscriber's id as it was sent, empty if there was none
   */
  public record Rejection(int index, String id, List<Violation> violations) {
    public Rejection {
      violations = List.copyOf(violations);
    }
  }

  /**
   * A stored entry in which the subscriber's own choices were kept.
   *
   * @param topics the topics of these choices
   */
  public record KeptChoices(int index, SubscriberId id, Set<TopicId> topics) {
    public KeptChoices {
      topics = Set.copyOf(topics);
    }
  }

  /**
   * Adds the next entry.
   *
   * @param id the subscriber's id as it was sent, empty if there was none
   * @param entry throws {@link InvalidInputException} if the entry is invalid
   */
  public void add(String id, Supplier<SubscriberImport> entry) {
    int index = nextIndex++;
    try {
      SubscriberImport valid = entry.get();
      requireUnique(valid.id(), index);
      accepted.add(valid);
    } catch (InvalidInputException e) {
      rejected.add(new Rejection(index, id, e.violations()));
    }
  }

  /** Stores the valid entries, and returns the report of the whole batch. */
  public Report importInto(SubscriberImportService service) {
    if (accepted.isEmpty()) {
      return new Report(0, rejected, List.of());
    }
    SubscriberImportService.ImportResult result = service.importAll(accepted);
    result
        .erased()
        .forEach((id, mark) ->
            rejected.add(
                new Rejection(indexOf(id), id.value(), List.of(erasedViolation(id, mark)))));
    accepted.forEach(one ->
        Optional.ofNullable(result.taken().get(one.id()))
            .ifPresent(owner ->
                rejected.add(
                    new Rejection(
                        indexOf(one.id()),
                        one.id().value(),
                        List.of(takenViolation(one.subscriber().address(), owner))))));
    List<KeptChoices> kept =
        result.keptChoices().entrySet().stream()
            .map(
                entry -> new KeptChoices(indexOf(entry.getKey()), entry.getKey(), entry.getValue()))
            .toList();
    int imported = accepted.size() - result.erased().size() - result.taken().size();
    return new Report(imported, rejected, kept);
  }

  /** Returns the violation of an entry whose subscriber was erased. */
  public static Violation erasedViolation(SubscriberId id, ErasureMark mark) {
    String requester = mark.source() == ConsentSource.API ? "by your team" : "at their own request";
    return new Violation(
        "id",
        id.value(),
        "this subscriber was erased %s on %s: remove them from your data"
            .formatted(requester, mark.at().atOffset(ZoneOffset.UTC).toLocalDate()));
  }

  /** Returns the violation of an entry whose inbox another subscriber owns. */
  public static Violation takenViolation(EmailAddress address, SubscriberId owner) {
    return new Violation(
        "address",
        address.value(),
        "subscriber '%s' has this address: send changes with that id, so that caps and opt-outs hold"
                .formatted(owner)
            + " for the inbox");
  }

  private int indexOf(SubscriberId id) {
    return Optional.ofNullable(indexes.get(id)).orElseThrow();
  }

  private void requireUnique(SubscriberId id, int index) {
    Optional<Integer> earlier = Optional.ofNullable(indexes.putIfAbsent(id, index));
    if (earlier.isPresent()) {
      throw InvalidInputException.of(
          "id", id, "send each subscriber once per batch; entry " + earlier.get() + " has this id");
    }
  }
}
