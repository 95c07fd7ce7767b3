/** Why a campaign reaches a subscriber, or does not: found by a dry run, told in plain English. */
@NullMarked
package dev.sluice.campaigns.explain;

import org.jspecify.annotations.NullMarked;
