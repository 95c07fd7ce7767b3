/** Transactional messages and their templates in the control table. */
@NullMarked
package dev.sluice.dynamodb.message;

import org.jspecify.annotations.NullMarked;
