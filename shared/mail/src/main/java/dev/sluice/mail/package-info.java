/** What a message looks like: rendered templates, headers and signed links. */
@NullMarked
package dev.sluice.mail;

import org.jspecify.annotations.NullMarked;
