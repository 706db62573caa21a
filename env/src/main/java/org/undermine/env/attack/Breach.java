package org.undermine.env.attack;

/**
 * A promise of {@link org.undermine.protocols.Protocol} that was not kept.
 *
 * @param rule the method that broke it, or the property of the model that does not hold
 * @param said what was asked, answered and expected, in a sentence or two
 * @param state where, drawn; empty where it is no matter of one state
 * @param blocks how many blocks that state has
 */
public record Breach(String rule, String said, String state, int blocks) {
    static Breach in(Position at, String rule, String said) {
        return new Breach(rule, said, drawn(at), at.dag.size());
    }

    /** Of the model as a whole. */
    public static Breach overall(String rule, String said) {
        return new Breach(rule, said, "", 0);
    }

    private static String drawn(Position at) {
        return String.join("\n", Drawing.of(at));
    }

    @Override
    public String toString() {
        return rule + ": " + said + (state.isEmpty() ? "" : "\n" + state);
    }
}
