package org.undermine.env.mdp;

/** One number of an observation: its name in the papers and the least and greatest value it takes. */
public record Feature(String name, double low, double high) {
    public static Feature flag(String name) {
        return new Feature(name, 0, 1);
    }
}
