/** Signed links: short, purpose-scoped tokens that carry no address in clear. */
@NullMarked
package dev.sluice.mail.link;

import org.jspecify.annotations.NullMarked;
