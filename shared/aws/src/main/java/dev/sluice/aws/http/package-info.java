/** Requests of an HTTP API (payload format 2.0), routes, and answers with problems by RFC 9457. */
@NullMarked
package dev.sluice.aws.http;

import org.jspecify.annotations.NullMarked;
