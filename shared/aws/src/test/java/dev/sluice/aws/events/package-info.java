@NullMarked
package dev.sluice.aws.events;

import org.jspecify.annotations.NullMarked;
