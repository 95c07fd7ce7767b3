/** Tests of handlers under Lambda's own runtime interface client. */
@NullMarked
package dev.sluice.verification.runtime;

import org.jspecify.annotations.NullMarked;
