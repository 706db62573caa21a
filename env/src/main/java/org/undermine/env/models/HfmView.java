package org.undermine.env.models;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.models.HfmState.Hidden;
import org.undermine.env.models.HfmState.Pause;
import org.undermine.env.models.HfmState.Race;
import org.undermine.env.models.HfmState.Round;

/** What is seen of a {@link HfmState}: a number for each of its parts, 0 where it has none. */
final class HfmView {
    private HfmView() {}

    static List<Feature> features(Hfm model) {
        HfmRules rules = model.rules();
        int longest = model.longest();
        return List.of(
                Feature.flag("own round"),
                new Feature("place", 0, Place.values().length), // 0: none yet
                new Feature("requests", 0, rules.grind()),
                new Feature("seats", 0, rules.grind()),
                new Feature("confirmations", 0, rules.c()),
                Feature.flag("seen"),
                new Feature("bad", 0, longest),
                new Feature("own bad", 0, longest),
                new Feature("good", 0, longest),
                new Feature("own good", 0, longest),
                new Feature("moved", 0, rules.groups()),
                new Feature("withheld", 0, longest),
                new Feature("rival", 0, longest),
                new Feature("pause", 0, rules.pause().ticks()));
    }

    static void observe(HfmState state, float[] into, int offset) {
        int[] seen = numbers(state);
        for (int i = 0; i < seen.length; i++) into[offset + i] = seen[i];
    }

    private static int[] numbers(HfmState state) {
        if (state instanceof Round r) {
            int place = r.place() == null ? 0 : r.place().ordinal() + 1;
            return new int[] {r.own() ? 1 : 0, place, r.spent(), r.held(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        }
        if (state instanceof Hidden h) return new int[] {0, 0, 0, 0, h.confirmations(), 0, 0, 0, 0, 0, 0, 0, 0, 0};
        if (state instanceof Pause p) return new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, p.ticks()};
        var r = (Race) state;
        return new int[] {
            0, 0, 0, 0, 0, 1, r.bad(), r.ownBad(), r.good(), r.ownGood(), r.moved(), r.withheld(), r.rival(), 0
        };
    }
}
