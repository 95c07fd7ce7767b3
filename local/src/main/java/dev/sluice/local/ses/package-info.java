/** An emulator of the SES v2 API with quotas, validation, fault injection and events. */
@NullMarked
package dev.sluice.local.ses;

import org.jspecify.annotations.NullMarked;
