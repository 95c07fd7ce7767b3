/** Consent: what subscribers choose, and the record that is kept of every change. */
@NullMarked
package dev.sluice.scheduling.consent;

import org.jspecify.annotations.NullMarked;
