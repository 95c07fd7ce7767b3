/** The desk of a function: where what subscribers ask for themselves is carried out. */
@NullMarked
package dev.sluice.aws.desk;

import org.jspecify.annotations.NullMarked;
