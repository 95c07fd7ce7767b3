package dev.sluice.core.event;

import java.util.List;

/**
 * Where domain events are published.
 *
 * <p>They tell other systems what has happened and been stored already: an event may be lost when
 * the bus cannot be reached, and nothing here depends on one. The consent record and the campaigns'
 * counts are what to reconcile with.
 */
@FunctionalInterface
public interface DomainEventPublisher {

  /** Publishes nothing, for runs in which nobody listens. */
  DomainEventPublisher NO_OP = _ -> {};

  /** Publishes events in order, as far as the bus takes them; a failure is logged, not thrown. */
  void publish(List<DomainEvent> events);
}
