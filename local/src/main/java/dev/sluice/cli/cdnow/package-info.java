/** The CDNOW sample: real purchases of a music shop, as subscribers to try things on. */
@NullMarked
package dev.sluice.cli.cdnow;

import org.jspecify.annotations.NullMarked;
