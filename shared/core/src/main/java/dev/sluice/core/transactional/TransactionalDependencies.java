package dev.sluice.core.transactional;

import java.time.InstantSource;

/** What every step of a transactional message works with. */
public record TransactionalDependencies(
    InstantSource clock, MessageStore messages, RetryQueue queue) {}
