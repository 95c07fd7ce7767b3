/** Runs the functions of a template: instances, invocations, and everything that invokes them. */
@NullMarked
package dev.sluice.local.functions;

import org.jspecify.annotations.NullMarked;
