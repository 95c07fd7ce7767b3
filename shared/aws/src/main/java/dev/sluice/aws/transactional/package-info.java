/** The parts that the functions of transactional mail share, put together. */
@NullMarked
package dev.sluice.aws.transactional;

import org.jspecify.annotations.NullMarked;
