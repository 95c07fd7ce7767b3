/** Spam rates that mailbox providers publish, as files. */
@NullMarked
package dev.sluice.cli.reputation;

import org.jspecify.annotations.NullMarked;
