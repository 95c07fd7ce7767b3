package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.template.EventDestination;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the events of accepted messages, for the configuration sets that have a destination.
 *
 * <p>A message is sent and delivered, unless it goes to the mailbox simulator, whose addresses do
 * what SES documents of them.
 */
public final class SesEvents implements EventPublisher {

  private final List<EventDestination> destinations;
  private final Bus bus;

  /** An event bus. */
  @FunctionalInterface
  public interface Bus {

    /** Publishes an event of source {@code aws.ses}. */
    void publish(String bus, String detailType, ObjectNode detail);
  }

  /** Creates it. */
  public SesEvents(List<EventDestination> destinations, Bus bus) {
    this.destinations = List.copyOf(destinations);
    this.bus = bus;
  }

  @Override
  public void accepted(ReceivedMessage message) {
    String set = message.configurationSet().orElse("");
    destinations.stream()
        .filter(destination -> destination.configurationSet().equals(set))
        .forEach(destination -> publish(message, destination));
  }

  private void publish(ReceivedMessage message, EventDestination destination) {
    for (String recipient : message.to()) {
      for (SesEvent event : Simulator.fateOf(recipient)) {
        if (destination.types().contains(event.destinationType())) {
          bus.publish(destination.bus(), event.detailType(), EventDetail.of(event, message));
        }
      }
    }
  }
}
