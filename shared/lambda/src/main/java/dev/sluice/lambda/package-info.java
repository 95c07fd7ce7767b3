/**
 * What a Lambda function is given and gives back: environment, clock, AWS clients, SQS batches and
 * log lines.
 */
@NullMarked
package dev.sluice.lambda;

import org.jspecify.annotations.NullMarked;
