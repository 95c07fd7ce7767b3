/**
 * Who a subscriber is: identifier, e-mail address, time zone, locale, lifecycle stage and
 * attributes.
 */
@NullMarked
package dev.sluice.core.subscriber;

import org.jspecify.annotations.NullMarked;
