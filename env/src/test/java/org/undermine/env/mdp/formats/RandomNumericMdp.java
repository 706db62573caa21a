package org.undermine.env.mdp.formats;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Small processes of any shape: with transient states, periods, several sets of states to stay in, and clocks that stand still. */
public final class RandomNumericMdp {
    private static final List<String> ACTIONS = List.of("left", "right", "wait");

    private RandomNumericMdp() {}

    /** @param size the most states there may be, from 1 */
    public static NumericMdp of(long seed, int size) {
        var random = new Random(seed);
        int states = 1 + random.nextInt(size);
        var firstChoice = new IntArrayList(new int[] {0});
        var firstOutcome = new IntArrayList(new int[] {0});
        var target = new IntArrayList();
        var probability = new DoubleArrayList();
        var action = new IntArrayList();
        var reward = new DoubleArrayList();
        var progress = new DoubleArrayList();
        boolean negative = random.nextInt(4) == 0;
        int most = 1 + random.nextInt(3); // choices of a state
        boolean forwards = random.nextBoolean(); // never back to a smaller state
        for (int s = 0; s < states; s++) {
            for (int c = random.nextInt(most); c >= 0; c--) {
                var targets = new TreeSet<Integer>();
                for (int o = 0; o <= random.nextInt(3); o++) {
                    int least = forwards ? s : 0;
                    targets.add(least + random.nextInt(states - least));
                }
                double rest = 1;
                for (int t : targets) {
                    double p = t == targets.last() ? rest : rest * (0.1 + 0.8 * random.nextDouble());
                    rest -= p;
                    target.add(t);
                    probability.add(p);
                }
                firstOutcome.add(target.size());
                action.add(random.nextInt(ACTIONS.size()));
                reward.add((random.nextInt(5) - (negative ? 2 : 0)) * random.nextInt(2) / 3.0);
                progress.add(random.nextInt(6) == 0 ? 0 : 2 * random.nextDouble());
            }
            firstChoice.add(action.size());
        }
        var rewards = new LinkedHashMap<String, double[]>();
        rewards.put(NumericMdp.REWARD, reward.toDoubleArray());
        rewards.put(NumericMdp.PROGRESS, progress.toDoubleArray());
        return new NumericMdp(
                random.nextInt(states),
                firstChoice.toIntArray(),
                firstOutcome.toIntArray(),
                target.toIntArray(),
                probability.toDoubleArray(),
                action.toIntArray(),
                ACTIONS,
                rewards);
    }
}
