/**
 * Strict JSON decoders and encoders of the domain: a decoder reports every violation at once, an
 * encoder writes what the decoder accepts.
 */
@NullMarked
package dev.sluice.json;

import org.jspecify.annotations.NullMarked;
