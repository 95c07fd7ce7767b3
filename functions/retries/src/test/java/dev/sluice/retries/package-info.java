/** What the function that retries transactional mail guarantees. */
@NullMarked
package dev.sluice.retries;

import org.jspecify.annotations.NullMarked;
