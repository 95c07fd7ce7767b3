/** What the function of transactional mail guarantees. */
@NullMarked
package dev.sluice.transactional;

import org.jspecify.annotations.NullMarked;
