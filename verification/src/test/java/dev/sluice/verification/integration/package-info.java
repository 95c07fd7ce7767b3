/** Tests of the complete template in a local run. */
@NullMarked
package dev.sluice.verification.integration;

import org.jspecify.annotations.NullMarked;
