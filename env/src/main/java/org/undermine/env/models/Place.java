package org.undermine.env.models;

import java.util.Locale;

/** Where in a block two spends of a coin are hidden. */
enum Place {
    /** Both in one range. */
    INSIDE,
    /** On both sides of a border: with overlap both neighbours see it; else only who draws both ranges. */
    BORDER,
    /** Further apart than any overlap reaches, among transactions of one sender. */
    HOLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
