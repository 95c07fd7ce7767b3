/** The HTTP API: campaigns, topics, segments, the send policy and subscribers. */
@NullMarked
package dev.sluice.campaigns;

import org.jspecify.annotations.NullMarked;
