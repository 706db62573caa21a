package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.mdp.Probability.ONE;

import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Policy;
import org.undermine.env.mdp.Probability;
import org.undermine.env.models.HfmState.Hidden;
import org.undermine.env.models.HfmState.Pause;
import org.undermine.env.models.HfmState.Race;
import org.undermine.env.models.HfmState.Round;

/**
 * Attacks on A-Block HFM ({@code protocols.hfm}) by who has a share of the power and, now and then, the RAFT that proposes:
 * hide a double spend in a block, or flood others with a large bad one.
 *
 * <p>In a round of its own RAFT the attacker may infect the block. Unless more honest sessions see the fraud than the attacker
 * holds seats for ({@link Seen}), it is worth v once its block is the first of c on the tip. If it is seen, the detectors, one
 * group of honest power, move to the good tip at once, and each other group with probability rho at every block found. Those
 * who have not moved mine on the branch with more work, the bad one where both have the same. The fraud wins, and is worth v
 * too, if the bad branch has c blocks, more than the good one, before all have moved; where all have moved first, or the
 * attacker gives up, the good branch has won. Only the winning branch pays: 1 for a block, its reward and bounty together.
 *
 * <p>What the design leaves open, read here in the attacker's favour: an extra session request takes the work of a block (so it
 * is found instead of one) and, where it falls on the range to be infected, the seat of an honest session there. A flood
 * takes a block of the attacker's that is bad all over. Honest power then pauses, for a time measured in block
 * intervals and divided into ticks of at most one: in each the attacker finds a block with probability alpha times the tick.
 * So it finds a binomial number of blocks where a Poisson number is right, with the same mean; nothing is decided in a pause
 * and every block pays alike, so long-run ratios are exact. One attack at a time; good blocks are never withheld, which other
 * models are about. Gamma plays no role. Once a branch has c - 1 + {@code cutoff} blocks the attacker releases or gives up.
 *
 * <p>Parameters, which {@link HfmRules} reads:
 *
 * <pre>
 *   n           sessions a round; m = round(n (1 - alpha)) of them are honest
 *   s           ranges of a block; all, one: as many as n sessions cover in that reading of Coverage
 *   overlap     on: a range's validator also gets its neighbours; off: the two spends of a fraud across ranges are seen only by
 *               who draws both ranges, each with 1/s
 *   order       of transactions; weak has a hole in which nobody sees a fraud
 *   validation  ranges, or whole: everybody validates everything
 *   finder      own: an infected block takes the attacker's own proof-of-work, so a fraud that is seen costs a block;
 *               any: others mine it, too, and it costs nothing
 *   c           confirmations until a fraud is worth v, the infected block's own the first
 *   v           in what a block pays
 *   mu          probability that the attacker's RAFT proposes in a round
 *   rho         probability that a group of honest power has checked a report by the next block
 *   groups      of equal honest power
 *   grind       extra session requests that may be made in a round
 *   t           transactions of a flood
 *   w           block intervals that a thousand transactions take to validate
 * </pre>
 */
public record Hfm(HfmRules rules, int cutoff) implements Model<HfmState> {
    static final int MINE = 0;
    static final int PROPOSE = 1;
    static final int INFECT = 2; // one for each place
    static final int REQUEST = 5; // inside, border
    static final int FLOOD = 7;
    static final int MINE_GOOD = 8;
    static final int MINE_BAD = 9;
    static final int WITHHOLD = 10;
    static final int RELEASE = 11;
    static final int GIVE_UP = 12;

    private static final int UNIT = 1_000; // v has three decimals

    /** Blocks that a branch may have. */
    int longest() {
        return rules.c() - 1 + cutoff;
    }

    @Override
    public HfmState start() {
        return new Round(!rules.mu().isPossible(false), null, 0, 0);
    }

    @Override
    public List<String> actions() {
        return List.of(
                "mine",
                "propose",
                "infect inside",
                "infect border",
                "infect hole",
                "request inside",
                "request border",
                "flood",
                "mine good",
                "mine bad",
                "withhold",
                "release",
                "give up");
    }

    @Override
    public void explore(HfmState state, Choices<HfmState> choices) {
        var to = new Paths(choices);
        if (state instanceof Round round && round.own()) ownRound(round, to);
        else if (state instanceof Round) honestRound(MINE, to);
        else if (state instanceof Hidden hidden) hidden(hidden, to);
        else if (state instanceof Race race) race(race, to);
        else if (state instanceof Pause pause) pause(pause, to);
    }

    private void honestRound(int action, Paths to) {
        to.choice(action);
        to.round(ALPHA, paid(1, 1, 1, false));
        to.round(NOT_ALPHA, paid(0, 1, 1, false));
    }

    private void ownRound(Round round, Paths to) {
        honestRound(PROPOSE, to);
        for (Place place : Place.values())
            if (rules.hasPlace(place) && (round.place() == null || round.place() == place)) infect(place, round, to);
        for (Place place : List.of(Place.INSIDE, Place.BORDER))
            if (round.spent() < rules.grind()
                    && rules.hasPlace(place)
                    && (round.place() == null || round.place() == place)) request(place, round, to);
        if (rules.pause().ticks() == 0 || round.spent() > 0) return;
        to.choice(FLOOD);
        to.outcome(ALPHA, new Pause(rules.pause().ticks()), paid(0, 0, 1, false));
        to.round(NOT_ALPHA, paid(0, 1, 1, false));
    }

    private void infect(Place place, Round round, Paths to) {
        Seen seen = rules.seen(place, round.held());
        to.choice(INFECT + place.ordinal());
        if (!rules.ownFinder()) {
            to.outcome(ONE.own(seen, false), new Hidden(0), Payoff.NOTHING);
            to.settled(ONE.own(seen, true), new Race(0, 0, 0, 0, 1, 0, 0), paid(0, 0, 0, false));
            return;
        }
        to.unseen(ALPHA.own(seen, false), 1, 1);
        to.settled(ALPHA.own(seen, true), new Race(1, 1, 0, 0, 1, 0, 0), paid(0, 0, 1, false));
        to.round(NOT_ALPHA, paid(0, 1, 1, false));
    }

    private void request(Place place, Round round, Paths to) {
        Seen seen = rules.seen(place, 0);
        int spent = round.spent() + 1;
        to.choice(REQUEST + place.ordinal());
        to.outcome(
                ALPHA.share(seen.part(), seen.among()),
                new Round(true, place, spent, round.held() + 1),
                paid(0, 0, 1, false));
        to.outcome(
                ALPHA.share(seen.among() - seen.part(), seen.among()),
                new Round(true, place, spent, round.held()),
                paid(0, 0, 1, false));
        to.round(NOT_ALPHA, paid(0, 1, 1, false));
    }

    private void hidden(Hidden hidden, Paths to) {
        to.choice(MINE);
        to.unseen(ALPHA, hidden.confirmations() + 1, 1);
        to.unseen(NOT_ALPHA, hidden.confirmations() + 1, 0);
    }

    private void race(Race r, Paths to) {
        if (Math.max(r.good(), Math.max(r.bad(), r.hiddenHeight())) < longest()) {
            to.choice(MINE_GOOD);
            to.reported(ALPHA, r.foundGood(true), paid(0, 0, 1, false));
            honest(r, to);
            if (r.withheld() == 0) {
                to.choice(MINE_BAD);
                to.reported(ALPHA, r.foundBad(true), paid(0, 0, 1, false));
                honest(r, to);
            }
            to.choice(WITHHOLD);
            to.reported(ALPHA, r.withheldOne(), paid(0, 0, 1, false));
            honest(r, to);
        }
        if (r.withheld() > r.rival()) {
            to.choice(RELEASE);
            to.settled(ONE, r.released(), paid(0, 0, 0, false));
        }
        to.choice(GIVE_UP);
        to.round(ONE, paid(r.ownGood(), r.good(), 0, false));
    }

    /** Who has moved mines on the good tip; who has not, on the longer one. */
    private void honest(Race r, Paths to) {
        int groups = rules.groups();
        int onGood = r.bad() < r.good() ? groups : r.moved();
        if (onGood > 0) to.reported(NOT_ALPHA.share(onGood, groups), r.foundGood(false), paid(0, 0, 1, false));
        if (onGood < groups)
            to.reported(NOT_ALPHA.share(groups - onGood, groups), r.foundBad(false), paid(0, 0, 1, false));
    }

    private void pause(Pause pause, Paths to) {
        HfmRules.Pause tick = rules.pause();
        to.choice(MINE);
        to.ticked(ALPHA.share(tick.part(), tick.among()), pause.ticks() - 1, paid(1, 1, 1, false));
        to.ticked(NOT_ALPHA.share(tick.part(), tick.among()), pause.ticks() - 1, Payoff.NOTHING);
        if (tick.part() < tick.among())
            to.ticked(ONE.share(tick.among() - tick.part(), tick.among()), pause.ticks() - 1, Payoff.NOTHING);
    }

    private Payoff paid(int own, int blocks, int found, boolean fraud) {
        return new Spoils(own, blocks, found, fraud ? rules.v() : 0);
    }

    @Override
    public int unit() {
        return UNIT;
    }

    @Override
    public List<Feature> features() {
        return HfmView.features(this);
    }

    @Override
    public void observe(HfmState state, float[] into, int offset) {
        HfmView.observe(state, into, offset);
    }

    @Override
    public Map<String, Policy> policies() {
        return HfmPolicies.of(this);
    }

    @Override
    public List<String> prizes() {
        return List.of("v");
    }

    /** Follows what is found to the next state. */
    private final class Paths {
        private final Choices<HfmState> choices;

        Paths(Choices<HfmState> choices) {
            this.choices = choices;
        }

        void choice(int action) {
            choices.choice(action);
        }

        void outcome(Probability p, HfmState next, Payoff payoff) {
            if (p.part() > 0) choices.outcome(p, next, payoff);
        }

        /** A new round; whose RAFT proposes is drawn. */
        void round(Probability p, Payoff payoff) {
            for (boolean own : new boolean[] {true, false})
                if (rules.mu().isPossible(own))
                    choices.outcome(rules.mu().of(p, own), new Round(own, null, 0, 0), payoff);
        }

        /** The next block on a tip with a fraud that nobody has seen. */
        void unseen(Probability p, int confirmations, int own) {
            boolean done = confirmations >= rules.c();
            Payoff payoff = paid(own, 1, 1, done);
            if (done) round(p, payoff);
            else outcome(p, new Hidden(confirmations), payoff);
        }

        /** A block has been found in a race: that ends it, or some move. */
        void reported(Probability p, Race r, Payoff payoff) {
            int left = rules.groups() - r.moved();
            if (over(r)) settled(p, r, payoff);
            else for (int more = 0; more <= left; more++) settled(rules.moving(p, left, more), r.movedBy(more), payoff);
        }

        private boolean over(Race r) {
            return r.bad() >= rules.c() && r.bad() > r.good();
        }

        /** Pays the winning branch, if there is one, on top of the time in {@code payoff}. */
        void settled(Probability p, Race r, Payoff payoff) {
            int found = ((Spoils) payoff).found();
            if (p.part() == 0) return;
            if (over(r)) round(p, paid(r.ownBad(), r.bad(), found, true));
            else if (r.moved() == rules.groups()) round(p, paid(r.ownGood(), r.good(), found, false));
            else outcome(p, r, payoff);
        }

        void ticked(Probability p, int left, Payoff payoff) {
            if (left == 0) round(p, payoff);
            else outcome(p, new Pause(left), payoff);
        }
    }
}
