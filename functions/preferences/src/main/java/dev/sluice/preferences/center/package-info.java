/** The preference centre page: its model, its cards, its forms and the commands they send. */
@NullMarked
package dev.sluice.preferences.center;

import org.jspecify.annotations.NullMarked;
