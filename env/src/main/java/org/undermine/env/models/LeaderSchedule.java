package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ONE;
import static org.undermine.env.models.Fork.Race.ACTIVE;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Policy;
import org.undermine.env.mdp.Probability;
import org.undermine.env.models.Branches.Branch;
import org.undermine.protocols.Parameter;

/**
 * The longest chain under a leader schedule: time is cut into slots, slot t belongs to a known miner, and a block needs its
 * slot leader's signature. The attacker withholds its blocks, and builds on any earlier block in its own slots.
 *
 * <p>A leader holds {@code interval} slots in a row, and everybody sees the leaders of the next {@code lookahead} intervals.
 * Each interval is the attacker's with probability alpha. With lookahead 0, interval 1, {@code signatures one} and no waste
 * this is {@link Aft20}, state by state.
 *
 * <p>Time is slots; only {@code wait}, {@code idle} and {@code back} let one pass. {@code spare} gives the deepest of the
 * withheld chains up for the next. {@code idle} signs nothing, should the next slot be own. {@code back d} gives all chains
 * up that part further down than the block d below the public tip, and signs on that block in the next slot, which is known
 * to be own: it is what foresight adds. Never offered is what cannot pay with one signature a slot: to replace an own public
 * block, for a chain that parts above it needs one block less. In a race, a leader whose own block is in it stays with that
 * block; the first slot of another honest leader takes the attacker's side with probability gamma.
 *
 * @param signatures one; chain: the fork, and a chain from the public tip; every: chains from all public blocks, the widest
 * @param waste whether the attacker may sign nothing
 * @param depth how many public blocks below the tip {@code back} reaches: beyond the slots foreseen it is no use
 * @param cutoff blocks on a side of a fork, where the attacker must adopt, take the spare, or override
 */
public record LeaderSchedule(Schedule.Rules rules, Signatures signatures, boolean waste, int depth, int cutoff)
        implements Model<LeaderSchedule.Standing> {
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.number("lookahead", 0, 0, 8),
            Parameter.number("interval", 1, 1, 16),
            Parameter.choice("signatures", "chain", "one", "every"),
            Parameter.choice("waste", "yes", "no"));

    static final int ADOPT = 0;
    static final int SPARE = 1;
    static final int OVERRIDE = 2;
    static final int MATCH = 3;
    static final int WAIT = 4;
    static final int IDLE = 5;

    /**
     * The state.
     *
     * @param tail honest public blocks below the deepest branch that the attacker may still go back beyond; not paid yet
     */
    public record Standing(Branches branches, int tail, Fork.Race race, Schedule schedule) {}

    public LeaderSchedule {
        depth = Math.min(depth, cutoff - 1);
    }

    static LeaderSchedule of(Map<String, Object> parameters, int cutoff) {
        return of(
                (int) parameters.get("lookahead"),
                (int) parameters.get("interval"),
                parameters.get("signatures").toString(),
                parameters.get("waste").equals("yes"),
                cutoff);
    }

    /** With {@code back} as far as slots are foreseen. */
    public static LeaderSchedule of(int lookahead, int interval, String signatures, boolean waste, int cutoff) {
        var rules = new Schedule.Rules(lookahead, interval);
        var signed = Signatures.valueOf(signatures.toUpperCase(Locale.ROOT));
        return new LeaderSchedule(rules, signed, waste, rules.foreseen(), cutoff);
    }

    @Override
    public Standing start() {
        return new Standing(Branches.NONE, 0, IRRELEVANT, new Schedule(0, false, 0));
    }

    @Override
    public List<String> actions() {
        var names = new ArrayList<>(List.of("adopt", "spare", "override", "match", "wait", "idle"));
        for (int d = 1; d <= depth; d++) names.add("back " + d);
        return names;
    }

    @Override
    public void explore(Standing s, Choices<Standing> to) {
        Branch fork = s.branches.deepest();
        boolean open = Math.max(fork.a(), fork.h()) < cutoff;
        if (fork.h() > 0) {
            to.choice(ADOPT);
            given(s, Branches.NONE, fork.h(), IRRELEVANT, to);
        }
        Branches rest = s.branches.withoutDeepest();
        boolean spares = !rest.all().isEmpty() && !rest.equals(Branches.NONE); // for nothing, adopt is enough
        if (spares && s.race != ACTIVE) {
            int h = rest.deepest().h();
            to.choice(SPARE);
            given(s, rest, fork.h() - h, h == 0 ? IRRELEVANT : s.race, to);
        }
        if (fork.a() > fork.h()) {
            to.choice(OVERRIDE);
            var left = Branches.from(fork.a() - fork.h() - 1, 0);
            to.outcome(ONE, new Standing(left, 0, IRRELEVANT, s.schedule), paid(fork.h() + 1, s.tail, 0));
        }
        if (!open) return;
        boolean stays = s.schedule.sameLeader() && !s.schedule.own();
        if (s.race == RELEVANT && fork.a() >= fork.h() && !stays) {
            to.choice(MATCH);
            to.outcome(ONE, new Standing(s.branches, s.tail, ACTIVE, s.schedule), paid(0, 0, 0));
        }
        to.choice(WAIT);
        slot(s, s.branches.extended(), 0, to);
        if (waste && s.schedule.nextMayBeOwn(rules)) {
            to.choice(IDLE);
            slot(s, s.branches, 0, to);
        }
        if (s.race != ACTIVE && s.schedule.nextIsOwn(rules)) back(s, fork, to);
    }

    /** The honest blocks that are out of reach from now on are paid. */
    private void given(Standing s, Branches rest, int blocks, Fork.Race race, Choices<Standing> to) {
        int tail = Math.min(depth, s.tail + blocks);
        to.outcome(ONE, new Standing(rest, tail, race, s.schedule), paid(0, s.tail + blocks - tail, 0));
    }

    private void back(Standing s, Branch fork, Choices<Standing> to) {
        boolean every = signatures == Signatures.EVERY;
        int least = every ? fork.h() + 1 : 1; // chains from above the deepest are there already
        for (int d = least; d <= Math.min(depth, fork.h() + s.tail); d++) {
            if (d == fork.h() && fork.a() == 0) continue; // that is what waiting does
            Branches from = every ? s.branches.deepened(d) : withTip(Branches.from(0, d));
            int below = fork.h() + s.tail - d;
            int tail = Math.min(depth, below);
            to.choice(IDLE + d);
            slot(new Standing(from, tail, IRRELEVANT, s.schedule), from.extended(), below - tail, to);
        }
    }

    /** One slot passes; {@code signed} are the attacker's chains if it was own. */
    private void slot(Standing s, Branches signed, int others, Choices<Standing> to) {
        for (Schedule.Slot slot : s.schedule.slots(rules)) {
            if (slot.own()) {
                var race = s.race == ACTIVE ? ACTIVE : IRRELEVANT;
                to.outcome(slot.probability(), new Standing(signed, s.tail, race, slot.next()), paid(0, others, 1));
            } else honest(s, slot, others, to);
        }
    }

    private void honest(Standing s, Schedule.Slot slot, int others, Choices<Standing> to) {
        var extended = new Standing(withTip(s.branches.overgrown()), s.tail, RELEVANT, slot.next());
        if (s.race != ACTIVE) {
            to.outcome(slot.probability(), extended, paid(0, others, 1));
            return;
        }
        Branch fork = s.branches.deepest();
        Probability near = slot.probability().gamma(true);
        var won = withTip(Branches.from(fork.lead(), 1));
        to.outcome(near, new Standing(won, 0, RELEVANT, slot.next()), paid(fork.h(), s.tail, 1));
        to.outcome(slot.probability().gamma(false), extended, paid(0, 0, 1));
    }

    /** Signatures on the public tip are worth keeping as soon as every other chain is behind. */
    private Branches withTip(Branches branches) {
        if (signatures == Signatures.ONE || branches.latest().lead() >= 0) return branches;
        return branches.withTip().atMost(signatures.chains);
    }

    private static Payoff paid(int own, int others, int slots) {
        return new Payoff.Paid(own, others, own + others, slots);
    }

    @Override
    public List<Feature> features() {
        var features = new ArrayList<>(Fork.features(cutoff));
        features.add(new Feature("spare a", 0, cutoff));
        features.add(new Feature("spare h", 0, cutoff));
        features.add(Feature.flag("spare"));
        if (depth > 0) features.add(new Feature("tail", 0, depth));
        if (rules.interval() > 1) features.add(new Feature("left", 0, rules.interval() - 1));
        features.add(Feature.flag("leads"));
        if (rules.foreseen() > 0) features.add(new Feature("own run", 0, rules.foreseen()));
        for (int i = 1; i <= rules.lookahead(); i++) features.add(Feature.flag("next " + i));
        return features;
    }

    /** Of several chains beside the deepest only the latest is seen. */
    @Override
    public void observe(Standing s, float[] into, int offset) {
        Branch fork = s.branches.deepest();
        new Fork(fork.a(), fork.h(), s.race).observe(into, offset);
        boolean several = s.branches.several();
        Branch spare = s.branches.latest();
        int i = offset + 5;
        into[i++] = several ? spare.a() : 0;
        into[i++] = several ? spare.h() : 0;
        into[i++] = several ? 1 : 0;
        if (depth > 0) into[i++] = s.tail;
        if (rules.interval() > 1) into[i++] = s.schedule.left();
        into[i++] = s.schedule.own() ? 1 : 0;
        if (rules.foreseen() > 0) into[i++] = s.schedule.ownRun(rules);
        for (int bit = 0; bit < rules.lookahead(); bit++) into[i++] = s.schedule.seen() >> bit & 1;
    }

    @Override
    public Map<String, Policy> policies() {
        return LeaderPolicies.of(this);
    }
}
