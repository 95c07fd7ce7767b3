/** Building blocks of the pages: HTML, localized messages, theme, stylesheet and error pages. */
@NullMarked
package dev.sluice.preferences.page;

import org.jspecify.annotations.NullMarked;
