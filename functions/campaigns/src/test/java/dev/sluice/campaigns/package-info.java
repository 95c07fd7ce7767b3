@NullMarked
package dev.sluice.campaigns;

import org.jspecify.annotations.NullMarked;
