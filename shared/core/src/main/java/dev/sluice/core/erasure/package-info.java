/** Keyed hashes of erased subscribers, which keep an import from storing them again. */
@NullMarked
package dev.sluice.core.erasure;

import org.jspecify.annotations.NullMarked;
