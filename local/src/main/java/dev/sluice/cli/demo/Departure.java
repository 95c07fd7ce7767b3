package dev.sluice.cli.demo;

import java.time.Instant;

/** That somebody left a topic by the link of a message. */
record Departure(Instant at, String address, String topic, String campaign, Instant sentAt) {}
