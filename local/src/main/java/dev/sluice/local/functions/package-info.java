/** Hosts the Lambda functions of a template and everything that invokes them. */
@NullMarked
package dev.sluice.local.functions;

import org.jspecify.annotations.NullMarked;
