@NullMarked
package dev.sluice.together;

import org.jspecify.annotations.NullMarked;
