/** The rules for sending: topics, cadences, frequency caps and quiet hours. */
@NullMarked
package dev.sluice.core.policy;

import org.jspecify.annotations.NullMarked;
