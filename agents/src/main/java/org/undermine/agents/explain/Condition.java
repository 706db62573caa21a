package org.undermine.agents.explain;

import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * A question about an observation: how a feature, or the difference of two, compares with a number.
 *
 * @param feature its place in the observation
 * @param minus the place of the feature that is subtracted; {@link #NOTHING} for none
 */
public record Condition(int feature, int minus, Relation relation, double bound) {
    public static final int NOTHING = -1;

    /** How a number compares with the bound. */
    public enum Relation {
        AT_LEAST(">="),
        AT_MOST("<="),
        EQUAL("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        private Relation turned() {
            return switch (this) {
                case AT_LEAST -> AT_MOST;
                case AT_MOST -> AT_LEAST;
                case EQUAL -> EQUAL;
            };
        }
    }

    public boolean holds(float[] observation) {
        double x = observation[feature] - (minus == NOTHING ? 0 : observation[minus]);
        return switch (relation) {
            case AT_LEAST -> x >= bound;
            case AT_MOST -> x <= bound;
            case EQUAL -> x == bound;
        };
    }

    /** As a paper writes it: "a = h", "h > a", "a >= h + 2", "relevant", "not relevant". */
    public String text(List<Feature> features) {
        String name = features.get(feature).name();
        if (minus == NOTHING) return isFlag(features.get(feature)) ? flag(name) : name + compared("", bound);
        String other = features.get(minus).name();
        if (bound >= 0) return name + compared(other, bound);
        return other + new Condition(minus, feature, relation.turned(), -bound).compared(name, -bound);
    }

    private static boolean isFlag(Feature f) {
        return f.low() == 0 && f.high() == 1;
    }

    private String flag(String name) {
        boolean set = relation == Relation.AT_LEAST ? bound > 0 : relation == Relation.EQUAL && bound == 1;
        return set ? name : "not " + name;
    }

    private String compared(String other, double by) {
        if (other.isEmpty()) return " " + relation.sign + " " + brief(by);
        if (by == 0) return " " + relation.sign + " " + other;
        if (by == 1 && relation == Relation.AT_LEAST) return " > " + other;
        return " " + relation.sign + " " + other + " + " + brief(by);
    }

    private static String brief(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Float.toString((float) x);
    }
}
