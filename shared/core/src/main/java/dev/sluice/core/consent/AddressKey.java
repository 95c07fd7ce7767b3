package dev.sluice.core.consent;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.support.Sha256;

/**
 * The compact key of an address within the state of one subscriber: 64 bits of the SHA-256 of its
 * inbox.
 *
 * <p>It identifies the address that bounced without storing an address that the subscriber no
 * longer uses.
 */
public record AddressKey(long value) {

  /** Returns the key of an address, the same for every address of one inbox. */
  public static AddressKey of(EmailAddress address) {
    return new AddressKey(Sha256.first64Bits(Inbox.of(address).value()));
  }
}
