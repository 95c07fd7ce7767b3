/**
 * Campaigns with their variants, priorities, life cycle and counts, and the stores that hold them.
 */
@NullMarked
package dev.sluice.core.campaign;

import org.jspecify.annotations.NullMarked;
