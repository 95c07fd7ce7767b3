/**
 * The domain's stores on DynamoDB: subscribers and standings in one table, everything else in
 * another.
 */
@NullMarked
package dev.sluice.aws.store;

import org.jspecify.annotations.NullMarked;
