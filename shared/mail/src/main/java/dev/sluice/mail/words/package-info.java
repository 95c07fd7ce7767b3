/** The languages that subscribers read, and how one is chosen. */
@NullMarked
package dev.sluice.mail.words;

import org.jspecify.annotations.NullMarked;
