package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;
import java.util.Optional;

/**
 * Where one transactional message goes.
 *
 * @param address where mail goes now
 * @param subscriber whose address it is; empty if it was asked for by address
 */
public record Addressee(EmailAddress address, Optional<SubscriberId> subscriber) {}
