/** The SAM template, read into the resources that a local run needs. */
@NullMarked
package dev.sluice.local.template;

import org.jspecify.annotations.NullMarked;
