/** Where we stand with a subscriber: consents, recent sends, and the sends that wait. */
@NullMarked
package dev.sluice.scheduling.standing;

import org.jspecify.annotations.NullMarked;
