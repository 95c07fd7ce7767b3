/** Marketing and transactional messages: templates, variants, headers, tags and footer. */
@NullMarked
package dev.sluice.mail;

import org.jspecify.annotations.NullMarked;
