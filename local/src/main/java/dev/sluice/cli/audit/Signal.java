package dev.sluice.cli.audit;

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
 * @param sign what happened
 */
public record Signal(Instant at, String address, String campaign, Instant sentAt, Sign sign) {

  /** What is fetched sooner is taken to be fetched by a program that looks for harm. */
  private static final Duration TOO_SOON = Duration.ofSeconds(10);

  /** Programs that say nothing of themselves, or what Apple's privacy proxy says. */
  private static final Set<String> NAMELESS = Set.of("", "Mozilla/5.0");

  /** What can happen to a message; each shows that it was delivered. */
  public sealed interface Sign {}

  /** The recipient's server took it. */
  public record Delivered() implements Sign {}

  /** Its picture was fetched by a program that calls itself {@code userAgent}. */
  public record Opened(String userAgent) implements Sign {}

  /** A link in it was followed. */
  public record Clicked(String userAgent, String link) implements Sign {}

  /** Its recipient left by its link. */
  public record Left() implements Sign {}

  /** Tells whether a person opened the message. */
  boolean isOpen() {
    return sign instanceof Opened(String agent) && !isMachine(agent);
  }

  /**
   * Tells whether a person followed a link that is no way to leave or to choose.
   *
   * @param ownLinks what such ways begin with
   */
  boolean isClick(String ownLinks) {
    return sign instanceof Clicked(String agent, String link)
        && !isMachine(agent)
        && !link.startsWith(ownLinks);
  }

  /** Tells whether a machine had the message, so that nobody knows what the person did. */
  boolean isPrefetch() {
    return switch (sign) {
      case Opened(String agent) -> isMachine(agent);
      case Clicked(String agent, String _) -> isMachine(agent);
      case Delivered _, Left _ -> false;
    };
  }

  private boolean isMachine(String agent) {
    return NAMELESS.contains(agent.strip()) || at.isBefore(sentAt.plus(TOO_SOON));
  }
}
