/** Compiles, validates and renders message templates, a restricted Mustache. */
@NullMarked
package dev.sluice.mail.template;

import org.jspecify.annotations.NullMarked;
