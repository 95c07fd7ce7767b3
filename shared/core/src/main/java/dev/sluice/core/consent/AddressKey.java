package dev.sluice.core.consent;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.Sha256;
import java.util.Locale;

/**
 * The compact key of an address within the state of one subscriber: 64 bits of the SHA-256 of the
 * address in lower case.
 *
 * <p>It identifies the address that bounced without storing an address that the subscriber no
 * longer uses.
 */
public record AddressKey(long value) {

  /** Returns the key of an address; case does not matter. */
  public static AddressKey of(EmailAddress address) {
    return new AddressKey(Sha256.first64Bits(address.value().toLowerCase(Locale.ROOT)));
  }
}
