package dev.sluice.mail.link;

import java.util.Optional;

/**
 * The keys of links: the current one signs, both verify.
 *
 * <p>A link outlives one rotation, so rotate at most once per validity of links.
 *
 * @param current signs and verifies
 * @param previous verifies what was signed before the last rotation
 */
public record LinkKeys(LinkKey current, Optional<LinkKey> previous) {

  /** Returns the state after a rotation: {@code next} signs, the current key still verifies. */
  public LinkKeys rotatedTo(LinkKey next) {
    return new LinkKeys(next, Optional.of(current));
  }
}
