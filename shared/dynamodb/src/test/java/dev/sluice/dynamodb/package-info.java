/** Tests that hold for all stores on DynamoDB. */
@NullMarked
package dev.sluice.dynamodb;

import org.jspecify.annotations.NullMarked;
