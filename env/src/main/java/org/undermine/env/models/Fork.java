package org.undermine.env.models;

import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * The state of FC'16's model: what matters of two competing chains.
 *
 * @param a the attacker's blocks since the fork
 * @param h the defenders' blocks since the fork
 * @param race whether the attacker may match (relevant: the last block was a defender's) or has matched (active)
 */
public record Fork(int a, int h, Race race) {
    public enum Race {
        IRRELEVANT,
        RELEVANT,
        ACTIVE
    }

    static List<Feature> features(int cutoff) {
        return List.of(
                new Feature("a", 0, cutoff),
                new Feature("h", 0, cutoff),
                new Feature("lead", -cutoff, cutoff),
                Feature.flag("relevant"),
                Feature.flag("active"));
    }

    void observe(float[] into, int offset) {
        into[offset] = a;
        into[offset + 1] = h;
        into[offset + 2] = a - h;
        into[offset + 3] = race == Race.RELEVANT ? 1 : 0;
        into[offset + 4] = race == Race.ACTIVE ? 1 : 0;
    }
}
