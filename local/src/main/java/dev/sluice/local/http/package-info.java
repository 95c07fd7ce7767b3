/** HTTP requests and responses between the AWS SDK, browsers and the emulators. */
@NullMarked
package dev.sluice.local.http;

import org.jspecify.annotations.NullMarked;
