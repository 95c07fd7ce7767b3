/** The main job on real purchases: a fortnight of campaigns, watched and then audited. */
@NullMarked
package dev.sluice.cli.demo;

import org.jspecify.annotations.NullMarked;
