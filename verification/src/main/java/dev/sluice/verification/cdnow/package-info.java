/** The CDNOW sample of real purchases as test data. */
@NullMarked
package dev.sluice.verification.cdnow;

import org.jspecify.annotations.NullMarked;
