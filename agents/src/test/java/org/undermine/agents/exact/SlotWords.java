package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/**
 * A leader schedule without foresight, an attacker that signs on every public block in each own slot, and gamma 0: the state is
 * how many own slots came after each public block since the deepest that is still of interest.
 */
record SlotWords(int limit) implements Mdp<List<Integer>> {
    private static final int ADOPT = 1;

    @Override
    public List<Integer> start() {
        return List.of(0);
    }

    @Override
    public List<String> actions() {
        var names = new ArrayList<>(List.of("wait"));
        for (int j = 0; j <= limit; j++) names.add("adopt " + j);
        for (int j = 0; j <= limit; j++) names.add("override " + j);
        return names;
    }

    @Override
    public void explore(List<Integer> word, Choices<List<Integer>> to) {
        int h = word.size() - 1;
        if (Math.max(own(word, 0), h) < limit) {
            to.choice(0);
            to.outcome(Probability.ALPHA, with(word.subList(0, h), word.get(h) + 1), new Payoff.Paid(0, 0, 0, 1));
            to.outcome(Probability.NOT_ALPHA, with(word, 0), new Payoff.Paid(0, 0, 0, 1));
        }
        for (int j = 1; j <= h; j++) {
            to.choice(ADOPT + j);
            to.outcome(Probability.ONE, List.copyOf(word.subList(j, h + 1)), new Payoff.Paid(0, j, j, 0));
        }
        for (int j = 0; j <= h; j++) {
            int lead = own(word, j) - (h - j);
            if (lead <= 0) continue;
            to.choice(ADOPT + limit + 1 + j);
            to.outcome(Probability.ONE, List.of(lead - 1), new Payoff.Paid(h - j + 1, j, h + 1, 0));
        }
    }

    private static int own(List<Integer> word, int from) {
        return word.subList(from, word.size()).stream().mapToInt(n -> n).sum();
    }

    private static List<Integer> with(List<Integer> word, int last) {
        var longer = new ArrayList<>(word);
        longer.add(last);
        return List.copyOf(longer);
    }

    @Override
    public List<Feature> features() {
        return List.of();
    }

    @Override
    public void observe(List<Integer> word, float[] into, int offset) {}
}
