/** What functions are given from outside: environment, clock, pauses, executor, AWS clients. */
@NullMarked
package dev.sluice.aws.wiring;

import org.jspecify.annotations.NullMarked;
