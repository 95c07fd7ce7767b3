/** Tests of how the domain is stored. */
@NullMarked
package dev.sluice.aws.store;

import org.jspecify.annotations.NullMarked;
