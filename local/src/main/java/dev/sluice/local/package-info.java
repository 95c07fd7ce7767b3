/** The local run: template.yaml, executed on this machine. */
@NullMarked
package dev.sluice.local;

import org.jspecify.annotations.NullMarked;
