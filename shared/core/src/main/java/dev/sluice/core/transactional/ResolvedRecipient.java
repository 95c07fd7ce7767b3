package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Optional;

/**
 * The recipient of one transactional message, with the current address.
 *
 * @param address the current address
 * @param subscriber the subscriber who has the address; empty if the request named an address
 */
public record ResolvedRecipient(EmailAddress address, Optional<SubscriberId> subscriber) {}
