/** Tests of module dependencies, source conventions and the template. */
@NullMarked
package dev.sluice.verification.architecture;

import org.jspecify.annotations.NullMarked;
