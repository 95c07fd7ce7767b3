@NullMarked
package dev.sluice.mail.words;

import org.jspecify.annotations.NullMarked;
