/** Tests that count the capacity units that the stores consume. */
@NullMarked
package dev.sluice.dynamodb.capacity;

import org.jspecify.annotations.NullMarked;
