/** What connects the domain to AWS. */
@NullMarked
package dev.sluice.aws;

import org.jspecify.annotations.NullMarked;
