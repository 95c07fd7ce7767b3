/**
 * A brute-force recount of a mailbox against the rules, with definitions of its own.
 *
 * <p>It shares no code with what decides about sends: rules are read from the JSON that people
 * write, and every window is counted message by message.
 */
@NullMarked
package dev.sluice.cli.audit;

import org.jspecify.annotations.NullMarked;
