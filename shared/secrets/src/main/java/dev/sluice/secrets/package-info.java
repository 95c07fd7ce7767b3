/** The link keys and the erasure key, read from AWS Secrets Manager. */
@NullMarked
package dev.sluice.secrets;

import org.jspecify.annotations.NullMarked;
