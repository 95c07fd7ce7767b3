/** Talking to SES: sending, the account's quota, and the keys of the links in what is sent. */
@NullMarked
package dev.sluice.aws.ses;

import org.jspecify.annotations.NullMarked;
