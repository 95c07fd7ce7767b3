/** The demo: two weeks of campaigns on real purchase data, followed by an audit. */
@NullMarked
package dev.sluice.verification.demo;

import org.jspecify.annotations.NullMarked;
