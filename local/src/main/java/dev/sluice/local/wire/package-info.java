/** The wire between the AWS SDK and what stands in for AWS: over HTTP, or inside the process. */
@NullMarked
package dev.sluice.local.wire;

import org.jspecify.annotations.NullMarked;
