/**
 * The mailbox of a local run: accepted messages, their pages in the browser, and engagement
 * tracking.
 */
@NullMarked
package dev.sluice.local.mailbox;

import org.jspecify.annotations.NullMarked;
