/**
 * The environment of a Lambda function: variables, clock, AWS clients, SQS batches, log, metrics.
 */
@NullMarked
package dev.sluice.lambda;

import org.jspecify.annotations.NullMarked;
