/** Speaks with Sluice's HTTP API: a local run, or a deployed stack with signed requests. */
@NullMarked
package dev.sluice.cli.api;

import org.jspecify.annotations.NullMarked;
