/** Tests that fire each alarm of the template by its cause. */
@NullMarked
package dev.sluice.verification.alarm;

import org.jspecify.annotations.NullMarked;
