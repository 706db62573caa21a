package org.undermine.env.mdp.formats;

import it.unimi.dsi.fastutil.chars.CharArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.shorts.ShortArrayList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Coin;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Fraction;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;
import org.undermine.env.mdp.RatioMdp;

/**
 * What can be reached of a {@link NumericMdp}, as solvers take it, numbered in order of discovery. Actions are the places of
 * choices in their state: in a file, several choices may have the same name or none.
 *
 * @param state which state of the file each state here is
 */
public record Reached(RatioMdp mdp, int[] state) {
    /** A chance that is a number and nothing else. */
    private record Given(double chance) implements Coin {
        @Override
        public Fraction heads(double alpha) {
            var exact = new BigDecimal(chance);
            BigInteger among = BigInteger.TEN.pow(Math.max(0, exact.scale()));
            return new Fraction(exact.multiply(new BigDecimal(among)).toBigIntegerExact(), among);
        }
    }

    /** An amount of what is earned and one of what it is divided by, the same at every alpha. */
    private record Amount(double reward, double clock) implements Payoff {
        @Override
        public Amounts at(double alpha, int unit) {
            return new Amounts(reward, 0, clock, 0, 0);
        }
    }

    static Reached of(NumericMdp mdp, double[] reward, double[] clock, String clockName) {
        int[] number = new int[mdp.states()];
        Arrays.fill(number, -1);
        var states = new IntArrayList(new int[] {mdp.start()});
        number[mdp.start()] = 0;
        var firstChoice = new IntArrayList(new int[] {0});
        var firstOutcome = new IntArrayList(new int[] {0});
        var target = new IntArrayList();
        var action = new ShortArrayList();
        var probability = new CharArrayList();
        var payoff = new CharArrayList();
        var probabilities = new Distinct<Double>("probabilities");
        var payoffs = new Distinct<Amount>("amounts of a choice");
        for (int i = 0; i < states.size(); i++) {
            int s = states.getInt(i);
            for (int c = mdp.firstChoice()[s]; c < mdp.firstChoice()[s + 1]; c++) {
                if (clock[c] < 0)
                    throw new IllegalArgumentException("state " + s + ", choice " + (c - mdp.firstChoice()[s]) + ": "
                            + clockName + " is " + clock[c] + "; what is divided by runs forwards or stands still");
                char paid = payoffs.index(new Amount(reward[c], clock[c]));
                for (int o = mdp.firstOutcome()[c]; o < mdp.firstOutcome()[c + 1]; o++) {
                    if (mdp.probability()[o] == 0) continue;
                    int t = mdp.target()[o];
                    if (number[t] < 0) {
                        number[t] = states.size();
                        states.add(t);
                    }
                    target.add(number[t]);
                    probability.add(probabilities.index(mdp.probability()[o]));
                    payoff.add(paid);
                }
                if (c - mdp.firstChoice()[s] > Short.MAX_VALUE)
                    throw new IllegalArgumentException("state " + s + " allows more than 32,768 choices");
                action.add((short) (c - mdp.firstChoice()[s]));
                firstOutcome.add(target.size());
            }
            firstChoice.add(action.size());
        }
        var table = new ExplicitMdp(
                firstChoice.toIntArray(),
                firstOutcome.toIntArray(),
                action.toShortArray(),
                target.toIntArray(),
                probability.toCharArray(),
                payoff.toCharArray(),
                probabilities.values.stream()
                        .map(p -> Probability.ONE.own(new Given(p), true))
                        .toList(),
                List.copyOf(payoffs.values),
                1);
        return new Reached(
                new RatioMdp(
                        table,
                        probabilities.values.stream().mapToDouble(p -> p).toArray(),
                        payoffs.values.stream().mapToDouble(Amount::reward).toArray(),
                        payoffs.values.stream().mapToDouble(Amount::clock).toArray()),
                states.toIntArray());
    }

    /** The few different values that outcomes share, in order of appearance. */
    private static final class Distinct<T> {
        private final String what;
        private final List<T> values = new ArrayList<>();
        private final Map<T, Integer> number = new HashMap<>();

        Distinct(String what) {
            this.what = what;
        }

        char index(T value) {
            int index = number.computeIfAbsent(value, v -> {
                values.add(v);
                return values.size() - 1;
            });
            if (index > Character.MAX_VALUE)
                throw new IllegalArgumentException("more than 65,536 different " + what + "; the tables hold no more");
            return (char) index;
        }
    }
}
