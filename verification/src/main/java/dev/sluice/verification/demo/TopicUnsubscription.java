package dev.sluice.verification.demo;

import java.time.Instant;

/** That somebody left a topic by the link of a message. */
record TopicUnsubscription(
    Instant at, String address, String topic, String campaign, Instant sentAt) {}
