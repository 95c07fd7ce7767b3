/** In-process emulators of DynamoDB, SQS and Secrets Manager, and the clients that call them. */
@NullMarked
package dev.sluice.local.emulator;

import org.jspecify.annotations.NullMarked;
