/** What links in messages do, request by request. */
@NullMarked
package dev.sluice.preferences;

import org.jspecify.annotations.NullMarked;
