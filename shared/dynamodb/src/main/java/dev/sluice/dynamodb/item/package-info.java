/**
 * The two DynamoDB tables and what every store needs to read and write their items: builders,
 * codes, binary encodings, conditional updates and transactions.
 */
@NullMarked
package dev.sluice.dynamodb.item;

import org.jspecify.annotations.NullMarked;
