/** Brings transactional messages to their end that are still pending. */
@NullMarked
package dev.sluice.retries;

import org.jspecify.annotations.NullMarked;
