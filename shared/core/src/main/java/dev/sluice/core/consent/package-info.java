/** What a subscriber allows, the changes to it, and the record that is kept of every change. */
@NullMarked
package dev.sluice.core.consent;

import org.jspecify.annotations.NullMarked;
