/**
 * The production commands, the service provider interface for further ones, and what commands
 * share.
 */
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
