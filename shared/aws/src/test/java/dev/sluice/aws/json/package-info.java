@NullMarked
package dev.sluice.aws.json;

import org.jspecify.annotations.NullMarked;
