/** How a team appears on the pages that subscribers open from their messages. */
@NullMarked
package dev.sluice.core.branding;

import org.jspecify.annotations.NullMarked;
