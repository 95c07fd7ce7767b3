/**
 * Services that change what is stored about a subscriber on request: consents, suppressions,
 * imports and erasures.
 */
@NullMarked
package dev.sluice.core.service;

import org.jspecify.annotations.NullMarked;
