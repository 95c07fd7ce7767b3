/** Runs template.yaml on this machine. */
@NullMarked
package dev.sluice.local;

import org.jspecify.annotations.NullMarked;
