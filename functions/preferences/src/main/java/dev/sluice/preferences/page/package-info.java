/** What every page that subscribers see is made of: HTML, words, look and frame. */
@NullMarked
package dev.sluice.preferences.page;

import org.jspecify.annotations.NullMarked;
