/** SES as its v2 API shows it: quota, rate, validation, faults, and a mailbox behind it. */
@NullMarked
package dev.sluice.local.ses;

import org.jspecify.annotations.NullMarked;
