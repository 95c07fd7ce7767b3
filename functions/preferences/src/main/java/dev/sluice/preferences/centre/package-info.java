/** The preference centre: what it shows, and what people ask of it. */
@NullMarked
package dev.sluice.preferences.centre;

import org.jspecify.annotations.NullMarked;
