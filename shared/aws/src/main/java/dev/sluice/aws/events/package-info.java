/** Domain events on Amazon EventBridge. */
@NullMarked
package dev.sluice.aws.events;

import org.jspecify.annotations.NullMarked;
