package dev.sluice.core.consent;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.Sha256;
import java.util.Locale;

/**
 * The compact name of an address inside one standing: 64 bits of the SHA-256 of the address in
 * lower case.
 *
 * <p>It tells whether an address is still the one that bounced, without keeping an address that the
 * subscriber has left behind.
 */
public record AddressKey(long value) {

  /** Returns the key of an address; mail systems treat its letters' cases alike. */
  public static AddressKey of(EmailAddress address) {
    return new AddressKey(Sha256.first64Bits(address.value().toLowerCase(Locale.ROOT)));
  }
}
