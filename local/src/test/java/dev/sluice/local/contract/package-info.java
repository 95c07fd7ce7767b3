/** The contract that every emulator of AWS has to satisfy. */
@NullMarked
package dev.sluice.local.contract;

import org.jspecify.annotations.NullMarked;
