/** Checks of what a stack needs from AWS, from DNS and from its own parameters; they read only. */
@NullMarked
package dev.sluice.api.check;

import org.jspecify.annotations.NullMarked;
