/** The commands that run the stack on this machine: up and functions. */
@NullMarked
package dev.sluice.local.command;

import org.jspecify.annotations.NullMarked;
