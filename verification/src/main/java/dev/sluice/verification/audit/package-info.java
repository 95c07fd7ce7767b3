/** An independent recount of a mailbox against policy, consents and campaigns. */
@NullMarked
package dev.sluice.verification.audit;

import org.jspecify.annotations.NullMarked;
