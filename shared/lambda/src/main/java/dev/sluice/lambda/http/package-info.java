/**
 * Requests of an API Gateway HTTP API, their routes, and responses with problem details (RFC 9457).
 */
@NullMarked
package dev.sluice.lambda.http;

import org.jspecify.annotations.NullMarked;
