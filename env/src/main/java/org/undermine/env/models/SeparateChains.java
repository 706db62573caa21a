package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.mdp.Probability.ONE;
import static org.undermine.env.models.Fork.Race.ACTIVE;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Policy;
import org.undermine.env.mdp.Probability;
import org.undermine.protocols.Parameter;

/**
 * Independent Nakamoto chains that use the same proof-of-work, and one attacker who points its whole power, a share alpha
 * of all there is, at any one of them before each proof. The next proof falls on a chain, and there to the attacker or to
 * honest miners, in proportion to power.
 *
 * <p>Of each chain the state is that of AFT'20's model ({@link Aft20}), and so are adopt, override and match, which take no
 * time. A match answers a defender's block before the next proof is found, on whichever chain. <em>mine b</em> waits for
 * that proof with the attacker at work on chain b; <em>mine any</em> tosses for b with the honest powers, as one does who
 * spreads its power like everybody else.
 *
 * <p>A block pays its chain's price, counted in parts of the sum of all prices. Two clocks: progress moves by a block's
 * price (after difficulty adjustment), time by one with each proof (constant difficulty, the same for all). Equal prices,
 * the default, are an equilibrium: a proof then pays the same on every chain, and no honest miner has a reason to move; a
 * chain with more power has more blocks. With one chain this is Nakamoto's protocol.
 *
 * <p>Besides, {@code value} rewards are paid each time a chain of {@code confirmations} or more defender blocks is replaced
 * on the chain with the least honest power: a double spend, the first of these blocks holding the payment. At cutoffs up to
 * {@code confirmations} none succeeds.
 *
 * @param powers of the honest miners of each chain, in proportion
 * @param prices of a block of each chain
 * @param confirmations that a payment waits for; 0 if there are no payments
 * @param value of a payment, in rewards
 * @param cutoff blocks on a side of a fork from which on it must end
 */
public record SeparateChains(List<Integer> powers, List<Integer> prices, int confirmations, int value, int cutoff)
        implements Model<List<Fork>> {
    static final int MOST = 4;
    private static final int LARGEST = 1000;

    static final Parameter POWERS = Parameter.numbers("powers", "3,1", 1, LARGEST, MOST);
    static final List<Parameter> PARAMETERS = List.of(
            POWERS,
            Parameter.numbers("prices", "1,1", 0, LARGEST, MOST),
            Parameter.number("confirmations", 0, 0, 100),
            Parameter.number("value", 0, 0, 100_000));

    private static final List<String> MOVES = List.of("adopt", "override", "match", "mine");
    private static final int ADOPT = 0;
    private static final int OVERRIDE = 1;
    private static final int MATCH = 2;
    private static final int MINE = 3;

    public SeparateChains {
        powers = List.copyOf(powers);
        prices = List.copyOf(prices);
        if (powers.size() != prices.size())
            throw new IllegalArgumentException("there are " + powers.size() + " powers and " + prices.size()
                    + " prices; allowed: one of each for every chain");
        if (sum(prices) == 0)
            throw new IllegalArgumentException("prices is " + prices + "; allowed: at least one price that is not 0");
    }

    static SeparateChains of(Map<String, Object> values, int cutoff) {
        return new SeparateChains(
                numbers(values.get("powers")),
                numbers(values.get("prices")),
                (int) values.get("confirmations"),
                (int) values.get("value"),
                cutoff);
    }

    private static List<Integer> numbers(Object list) {
        return IntStream.of(Parameter.integers(list)).boxed().toList();
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private int chains() {
        return powers.size();
    }

    int strongest() {
        return powers.indexOf(Collections.max(powers));
    }

    int dearest() {
        return prices.indexOf(Collections.max(prices));
    }

    int weakest() {
        return powers.lastIndexOf(Collections.min(powers));
    }

    @Override
    public List<Fork> start() {
        return Collections.nCopies(chains(), new Fork(0, 0, IRRELEVANT));
    }

    /** Each move on each chain; {@code mine any} comes last, where there are several chains. */
    @Override
    public List<String> actions() {
        var names = new ArrayList<String>();
        for (String move : MOVES) for (int b = 0; b < chains(); b++) names.add(move + " " + b);
        if (chains() > 1) names.add("mine any");
        return names;
    }

    int adopt(int b) {
        return ADOPT * chains() + b;
    }

    int override(int b) {
        return OVERRIDE * chains() + b;
    }

    int match(int b) {
        return MATCH * chains() + b;
    }

    int mine(int b) {
        return MINE * chains() + b;
    }

    int mineAny() {
        return chains() > 1 ? mine(chains()) : mine(0);
    }

    @Override
    public void explore(List<Fork> s, Choices<List<Fork>> to) {
        for (int b = 0; b < chains(); b++) {
            if (s.get(b).h() == 0) continue;
            to.choice(adopt(b));
            to.outcome(
                    ONE,
                    with(s, b, new Fork(0, 0, IRRELEVANT)),
                    paid(b, 0, s.get(b).h(), 0, 0));
        }
        for (int b = 0; b < chains(); b++) {
            Fork f = s.get(b);
            if (f.a() <= f.h()) continue;
            to.choice(override(b));
            to.outcome(
                    ONE,
                    with(s, b, new Fork(f.a() - f.h() - 1, 0, IRRELEVANT)),
                    paid(b, f.h() + 1, 0, 0, spent(b, f.h())));
        }
        for (int b = 0; b < chains(); b++) {
            Fork f = s.get(b);
            if (!open(f) || f.race() != RELEVANT) continue;
            to.choice(match(b));
            to.outcome(ONE, with(s, b, new Fork(f.a(), f.h(), ACTIVE)), Payoff.NOTHING);
        }
        if (!s.stream().allMatch(this::open)) return;
        for (int b = 0; b < chains(); b++) {
            to.choice(mine(b));
            found(s, b, ALPHA, to);
            foundByOthers(s, to);
        }
        if (chains() == 1) return;
        to.choice(mineAny());
        for (int b = 0; b < chains(); b++) found(s, b, ALPHA.share(powers.get(b), sum(powers)), to);
        foundByOthers(s, to);
    }

    private boolean open(Fork f) {
        return Math.max(f.a(), f.h()) < cutoff;
    }

    private void found(List<Fork> s, int b, Probability probability, Choices<List<Fork>> to) {
        Fork f = s.get(b);
        Fork next = new Fork(f.a() + 1, f.h(), f.race() == ACTIVE ? ACTIVE : IRRELEVANT);
        to.outcome(probability, with(heard(s), b, next), paid(b, 0, 0, 1, 0));
    }

    private void foundByOthers(List<Fork> s, Choices<List<Fork>> to) {
        List<Fork> heard = heard(s);
        for (int b = 0; b < chains(); b++) {
            Fork f = s.get(b);
            Probability here = chains() == 1 ? NOT_ALPHA : NOT_ALPHA.share(powers.get(b), sum(powers));
            Fork longer = new Fork(f.a(), f.h() + 1, f.a() > f.h() ? RELEVANT : IRRELEVANT);
            boolean race = f.race() == ACTIVE;
            to.outcome(race ? here.gamma(false) : here, with(heard, b, longer), paid(b, 0, 0, 1, 0));
            if (!race) continue;
            int lead = f.a() - f.h();
            Fork won = new Fork(lead, 1, lead > 0 ? RELEVANT : IRRELEVANT);
            to.outcome(here.gamma(true), with(heard, b, won), paid(b, f.h(), 0, 1, spent(b, f.h())));
        }
    }

    /** By the time the next proof is found everybody has heard of all blocks before it. */
    private static List<Fork> heard(List<Fork> s) {
        return s.stream()
                .map(f -> f.race() == RELEVANT ? new Fork(f.a(), f.h(), IRRELEVANT) : f)
                .toList();
    }

    private static List<Fork> with(List<Fork> s, int b, Fork next) {
        var changed = new ArrayList<>(s);
        changed.set(b, next);
        return List.copyOf(changed);
    }

    /** What the attacker gains besides when it replaces {@code blocks} of the defenders' on chain {@code b}. */
    private int spent(int b, int blocks) {
        return b == weakest() && confirmations > 0 && blocks >= confirmations ? value : 0;
    }

    private Payoff paid(int b, int own, int theirs, int proofs, int spent) {
        int price = prices.get(b);
        int progress = (own + theirs) * price;
        return new Priced(own * price + spent * unit(), theirs * price, progress, proofs, own + theirs);
    }

    /** As {@link Payoff.Paid}, but progress is counted in units, too. */
    record Priced(int reward, int others, int progress, int time, int blocks) implements Payoff {
        @Override
        public Amounts at(double alpha, int unit) {
            return new Amounts((double) reward / unit, (double) others / unit, (double) progress / unit, time, blocks);
        }
    }

    @Override
    public int unit() {
        return sum(prices);
    }

    @Override
    public List<Feature> features() {
        var features = new ArrayList<Feature>();
        for (int b = 0; b < chains(); b++)
            for (Feature f : Fork.features(cutoff))
                features.add(new Feature("chain " + b + " " + f.name(), f.low(), f.high()));
        return features;
    }

    @Override
    public void observe(List<Fork> s, float[] into, int offset) {
        int each = Fork.features(cutoff).size();
        for (int b = 0; b < chains(); b++) s.get(b).observe(into, offset + b * each);
    }

    @Override
    public Map<String, Policy> policies() {
        return ChainPolicies.of(this);
    }
}
