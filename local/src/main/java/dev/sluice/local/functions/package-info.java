/** The host of a template's Lambda functions, and everything that invokes them. */
@NullMarked
package dev.sluice.local.functions;

import org.jspecify.annotations.NullMarked;
