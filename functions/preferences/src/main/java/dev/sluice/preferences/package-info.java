/** The function that links in messages lead to: leaving a topic with one click (RFC 8058). */
@NullMarked
package dev.sluice.preferences;

import org.jspecify.annotations.NullMarked;
