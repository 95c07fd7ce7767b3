/** Domain events that other systems can subscribe to. */
@NullMarked
package dev.sluice.core.event;

import org.jspecify.annotations.NullMarked;
