/** Tests that kill whole processes and check that nothing is lost or sent twice. */
@NullMarked
package dev.sluice.verification.crash;

import org.jspecify.annotations.NullMarked;
