/** Templates: logic-less Mustache that can reach nothing but declared attributes. */
@NullMarked
package dev.sluice.mail.template;

import org.jspecify.annotations.NullMarked;
