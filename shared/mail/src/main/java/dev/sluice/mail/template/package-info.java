/** Message templates, a restricted Mustache: compilation, validation and rendering. */
@NullMarked
package dev.sluice.mail.template;

import org.jspecify.annotations.NullMarked;
