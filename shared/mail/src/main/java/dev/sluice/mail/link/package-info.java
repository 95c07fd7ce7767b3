/** Signed and encrypted tokens for the links and feedback tags of messages. */
@NullMarked
package dev.sluice.mail.link;

import org.jspecify.annotations.NullMarked;
