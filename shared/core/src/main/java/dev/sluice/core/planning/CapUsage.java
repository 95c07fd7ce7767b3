package dev.sluice.core.planning;

import dev.sluice.core.policy.Window;

/**
 * How full a cap is.
 *
 * @param cap the cap's name
 * @param used the most sends that any of its windows around the instant has
 */
public record CapUsage(String cap, int used, int limit, Window window) {}
