package dev.sluice.scheduling.transactional;

import java.time.InstantSource;

/** What every step of a transactional message works with. */
public record SortingRoom(InstantSource clock, MessageStore messages, RetryQueue queue) {}
