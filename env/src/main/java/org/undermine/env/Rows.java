package org.undermine.env;

import java.util.List;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;

/**
 * What is seen and allowed in each row of a table, written once for all who walk it.
 *
 * @param observations one number for each feature, a row per state
 * @param legal one entry for each action, a row per state
 */
public record Rows(
        ExplicitMdp table, List<Feature> features, List<String> actions, float[] observations, boolean[] legal) {

    public static <S> Rows of(Compiled<S> compiled) {
        ExplicitMdp table = compiled.table();
        List<Feature> features = compiled.model().features();
        List<String> actions = compiled.model().actions();
        float[] observations = new float[Math.multiplyExact(table.states(), features.size())];
        boolean[] legal = new boolean[Math.multiplyExact(table.states(), actions.size())];
        for (int s = 0; s < table.states(); s++) {
            compiled.model().observe(compiled.states().get(s), observations, s * features.size());
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                legal[s * actions.size() + table.action()[c]] = true;
        }
        return new Rows(table, features, actions, observations, legal);
    }
}
