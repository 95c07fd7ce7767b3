/** What the function that hears SES guarantees. */
@NullMarked
package dev.sluice.feedback;

import org.jspecify.annotations.NullMarked;
