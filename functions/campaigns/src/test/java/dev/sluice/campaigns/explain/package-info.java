@NullMarked
package dev.sluice.campaigns.explain;

import org.jspecify.annotations.NullMarked;
