package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.standing.Standing;

/**
 * A visit that has been committed.
 *
 * @param after the standing as it is stored, every outcome worked in
 * @param sendingHeld whether SES takes nothing from the account for now, so that more is in vain
 */
public record Visited(Visit visit, Standing after, boolean sendingHeld) {}
