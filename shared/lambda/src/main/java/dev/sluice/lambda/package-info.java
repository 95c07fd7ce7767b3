/** The environment of a Lambda function: context, clock, AWS clients, SQS batches and log. */
@NullMarked
package dev.sluice.lambda;

import org.jspecify.annotations.NullMarked;
