package org.undermine.agents;

/** What wrote a file. */
public final class Version {
    public static final String UNDERMINE = "0.1.0";

    private Version() {}
}
