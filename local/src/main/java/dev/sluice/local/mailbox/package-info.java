/**
 * The mailbox: every message that the SES endpoint accepted, to be searched, audited and looked at.
 */
@NullMarked
package dev.sluice.local.mailbox;

import org.jspecify.annotations.NullMarked;
