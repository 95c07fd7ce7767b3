/**
 * The function behind the links in messages: one-click unsubscribe, the preference center, data
 * export and erasure.
 */
@NullMarked
package dev.sluice.preferences;

import org.jspecify.annotations.NullMarked;
