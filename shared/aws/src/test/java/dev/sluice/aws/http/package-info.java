@NullMarked
package dev.sluice.aws.http;

import org.jspecify.annotations.NullMarked;
