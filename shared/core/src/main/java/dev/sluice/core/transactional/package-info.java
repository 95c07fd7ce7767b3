/**
 * Transactional messages: accepted once per idempotency key, sent immediately, and retried until
 * their outcome is known.
 */
@NullMarked
package dev.sluice.core.transactional;

import org.jspecify.annotations.NullMarked;
