package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Optional;

/**
 * Where one transactional message goes.
 *
 * @param address where mail goes now
 * @param subscriber whose address it is; empty if it was asked for by address
 */
public record ResolvedRecipient(EmailAddress address, Optional<SubscriberId> subscriber) {}
