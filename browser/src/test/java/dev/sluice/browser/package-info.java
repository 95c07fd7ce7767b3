/** Tests that open the pages of a local deployment in Chromium. */
@NullMarked
package dev.sluice.browser;

import org.jspecify.annotations.NullMarked;
