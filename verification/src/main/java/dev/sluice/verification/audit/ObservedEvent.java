package dev.sluice.verification.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Something that was told of a message after it was sent.
 *
 * @param at when it happened
 * @param address whom the message went to
 * @param campaign whose message it was
 * @param sentAt when the message was sent
 * @param type what happened
 */
public record ObservedEvent(
    Instant at, String address, String campaign, Instant sentAt, EventType type) {

  /** What is fetched sooner is taken to be fetched by a program that looks for harm. */
  private static final Duration TOO_SOON = Duration.ofSeconds(10);

  /** Programs that say nothing of themselves, or what Apple's privacy proxy says. */
  private static final Set<String> GENERIC_USER_AGENTS = Set.of("", "Mozilla/5.0");

  /** What can happen to a message; each shows that it was delivered. */
  public sealed interface EventType {}

  /** The recipient's server took it. */
  public record Delivered() implements EventType {}

  /** Its picture was fetched by a program that calls itself {@code userAgent}. */
  public record Opened(String userAgent) implements EventType {}

  /** A link in it was followed. */
  public record Clicked(String userAgent, String link) implements EventType {}

  /** Its recipient left by its link. */
  public record Unsubscribed() implements EventType {}

  /** Tells whether a person opened the message. */
  boolean isOpen() {
    return type instanceof Opened(String agent) && !isMachineOpen(agent);
  }

  /**
   * Tells whether a person followed a link that is no way to leave or to choose.
   *
   * @param ownLinks what such ways begin with
   */
  boolean isClick(String ownLinks) {
    return type instanceof Clicked(String agent, String link)
        && !isMachineOpen(agent)
        && !link.startsWith(ownLinks);
  }

  /** Tells whether a machine had the message, so that nobody knows what the person did. */
  boolean isPrefetch() {
    return switch (type) {
      case Opened(String agent) -> isMachineOpen(agent);
      case Clicked(String agent, String _) -> isMachineOpen(agent);
      case Delivered _, Unsubscribed _ -> false;
    };
  }

  private boolean isMachineOpen(String agent) {
    return GENERIC_USER_AGENTS.contains(agent.strip()) || at.isBefore(sentAt.plus(TOO_SOON));
  }
}
