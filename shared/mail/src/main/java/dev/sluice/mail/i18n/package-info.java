/**
 * The translations of pages and footers, one properties file per language, and the choice of
 * language.
 */
@NullMarked
package dev.sluice.mail.i18n;

import org.jspecify.annotations.NullMarked;
