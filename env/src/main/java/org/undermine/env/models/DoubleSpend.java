package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.mdp.Probability.ONE;
import static org.undermine.env.models.Fork.Race.ACTIVE;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Policy;
import org.undermine.env.mdp.Probability;
import org.undermine.protocols.Parameter;

/**
 * One payment after another, each to be taken back: the probability that an attacker replaces the block that holds a
 * payment after the payee has seen {@code confirmations} blocks, that block included.
 *
 * <p>The payment is in the defenders' next block, and the attacker works on a chain without it, hidden, from the block
 * before (nothing is mined in advance). Once there are as many confirmations it succeeds by releasing a longer chain, or
 * with an equal one, sent beside the defenders' last block, if the next one is found by a near defender. It may give up, adopt,
 * at any time and must {@code cutoff} blocks behind. A success pays one; each payment moves progress by one, each proof found
 * anywhere moves time by one. So the optimum by progress is the greatest probability of success.
 *
 * <p>There may be several chains with honest miners of their own; the payment is on one of them, at which the
 * attacker, a share alpha of all power, points all it has. One chain for all is one power.
 *
 * <p>Without near defenders and without a cutoff the probability is known: Rosenfeld 2014, Analysis of hashrate-based
 * double-spending, section 4, there with one block mined in advance.
 *
 * @param powers of the honest miners of each chain, in proportion
 * @param chain which one the payment is on, from 0
 * @param confirmations at least 1
 * @param cutoff how many blocks behind the attacker gives up
 */
public record DoubleSpend(List<Integer> powers, int chain, int confirmations, int cutoff) implements Model<Fork> {
    private static final String WEAKEST = "weakest";
    static final List<Parameter> PARAMETERS = List.of(
            SeparateChains.POWERS.withFallback("1"),
            Parameter.numberOr(WEAKEST, "chain", WEAKEST, 0, SeparateChains.MOST - 1),
            Parameter.number("confirmations", 6, 1, 100));

    private static final int ADOPT = 0;
    private static final int OVERRIDE = 1;
    private static final int MATCH = 2;
    private static final int WAIT = 3;
    private static final Fork START = new Fork(0, 0, IRRELEVANT);

    public DoubleSpend {
        powers = List.copyOf(powers);
        if (chain < 0 || chain >= powers.size())
            throw new IllegalArgumentException(
                    "chain is " + chain + "; allowed: weakest or 0 to " + (powers.size() - 1));
    }

    static DoubleSpend of(Map<String, Object> values, int cutoff) {
        List<Integer> powers =
                IntStream.of(Parameter.integers(values.get("powers"))).boxed().toList();
        int weakest = powers.lastIndexOf(Collections.min(powers));
        int chain = values.get("chain") instanceof Integer b ? b : weakest;
        return new DoubleSpend(powers, chain, (int) values.get("confirmations"), cutoff);
    }

    @Override
    public Fork start() {
        return START;
    }

    @Override
    public List<String> actions() {
        return List.of("adopt", "override", "match", "wait");
    }

    /** More than one block ahead of what is to be confirmed is worth no more than one; confirmed, only the lead counts. */
    private Fork reduced(int a, int h, Fork.Race race) {
        int more = Math.min(a, Math.max(0, h - confirmations));
        return new Fork(Math.min(a - more, confirmations + 1), h - more, race);
    }

    @Override
    public void explore(Fork s, Choices<Fork> to) {
        int a = s.a();
        int h = s.h();
        boolean confirmed = h >= confirmations;
        boolean open = h - a < cutoff;
        if (!s.equals(START)) {
            to.choice(ADOPT);
            to.outcome(ONE, START, paid(0, 1, 0));
        }
        if (confirmed && a > h) {
            to.choice(OVERRIDE);
            to.outcome(ONE, START, paid(1, 1, 0));
            return;
        }
        if (open && confirmed && s.race() == RELEVANT) {
            to.choice(MATCH);
            to.outcome(ONE, new Fork(a, h, ACTIVE), Payoff.NOTHING);
        }
        if (!open) return;
        to.choice(WAIT);
        boolean race = s.race() == ACTIVE;
        to.outcome(ALPHA, reduced(a + 1, h, race ? ACTIVE : IRRELEVANT), paid(0, 0, 1));
        int here = powers.get(chain);
        int all = powers.stream().mapToInt(Integer::intValue).sum();
        Probability theirs = all == here ? NOT_ALPHA : NOT_ALPHA.share(here, all);
        Fork longer = reduced(a, h + 1, a > h ? RELEVANT : IRRELEVANT);
        to.outcome(race ? theirs.gamma(false) : theirs, longer, paid(0, 0, 1));
        if (race) to.outcome(theirs.gamma(true), START, paid(1, 1, 1));
        if (all == here) return;
        Fork heard = race ? s : new Fork(a, h, IRRELEVANT);
        to.outcome(NOT_ALPHA.share(all - here, all), heard, paid(0, 0, 1));
    }

    private static Payoff paid(int successes, int payments, int proofs) {
        return new Payoff.Paid(successes, 0, payments, proofs);
    }

    @Override
    public List<Feature> features() {
        int longest = cutoff + confirmations + 1;
        return List.of(
                new Feature("a", 0, longest),
                new Feature("h", 0, longest),
                new Feature("lead", -longest, longest),
                Feature.flag("relevant"),
                Feature.flag("active"));
    }

    @Override
    public void observe(Fork s, float[] into, int offset) {
        s.observe(into, offset);
    }

    /** Honest gives up at once; stubborn never does before it must. */
    @Override
    public Map<String, Policy> policies() {
        var policies = new LinkedHashMap<String, Policy>();
        policies.put("honest", (seen, legal) -> legal[ADOPT] ? ADOPT : WAIT);
        policies.put("stubborn", (seen, legal) -> {
            if (legal[OVERRIDE]) return OVERRIDE;
            if (legal[MATCH]) return MATCH;
            return legal[WAIT] ? WAIT : ADOPT;
        });
        return policies;
    }
}
