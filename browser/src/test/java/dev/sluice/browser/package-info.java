/** What subscribers see and do in a browser, on the pages that links lead to. */
@NullMarked
package dev.sluice.browser;

import org.jspecify.annotations.NullMarked;
