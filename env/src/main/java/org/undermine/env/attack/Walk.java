package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.undermine.protocols.Protocol;

/** Positions that attacks lead to: the small ones systematically, larger ones by playing at random. */
final class Walk {
    private static final int NARROW = 7;
    private static final int WIDE = 10;
    private static final int WIDEST = 32;
    private static final int SEEDS = 8;
    private static final int SHORT = 12; // steps for one new position, at the most

    private record Seen(State state, int blocks, int number) {}

    private final Protocol rules;
    private final Set<State> known = new HashSet<>();
    private final List<Seen> seen = new ArrayList<>();
    private Broken worst; // the breach in the smallest position

    /** @param most about how many positions to find */
    Walk(Protocol rules, int most) {
        this.rules = rules;
        int k = rules.k();
        var spaces = new ArrayList<Space>(List.of(
                new FreeSpace(NARROW + Math.min(k, 3), true, false, k, rules.votes(), rules.ledgers(), true),
                new FreeSpace(Math.min(WIDEST, WIDE + 2 * k), true, false, k, rules.votes(), rules.ledgers(), true),
                new FreeSpace(Math.min(WIDEST, WIDE + 2 * k), false, false, k, rules.votes(), rules.ledgers(), true)));
        if (rules.prefers()) spaces.add(new WithholdingSpace(rules, Math.min(WIDEST / 2, 4 + 2 * k), false));
        attempt(() -> explore(spaces.get(0), most / 2));
        for (int i = 1; i < spaces.size(); i++) {
            Space space = spaces.get(i);
            int share = most / 2 / (spaces.size() - 1);
            for (int seed = 0; seed < SEEDS; seed++) {
                int dice = seed;
                attempt(() -> play(space, share / SEEDS, dice));
            }
        }
        seen.sort(Comparator.comparingInt(Seen::blocks).thenComparingInt(Seen::number));
    }

    /** What was found, the smallest first. */
    List<State> states() {
        return seen.stream().map(Seen::state).toList();
    }

    /** The breach in the smallest position on the way; null if there was none. */
    Broken broken() {
        return worst;
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (Broken e) {
            if (worst == null || e.breach().blocks() < worst.breach().blocks()) worst = e;
        }
    }

    private void add(Attack attack, PriorityQueue<Seen> open) {
        State state = attack.state();
        if (!known.add(state)) return;
        heights(attack.at);
        var found = new Seen(state, attack.at.dag.size(), seen.size());
        seen.add(found);
        if (open != null) open.add(found);
    }

    /** Heights are not kept: they must follow from what is left when blocks are forgotten. */
    private void heights(Position at) {
        for (int b = 1; b < at.dag.size(); b++) {
            var question = new Question("height", null, b);
            Object height = question.ask(rules, at);
            if (!height.equals(at.dag.height(b)))
                throw question.broken(
                        at,
                        "answered " + height + ", but " + at.dag.height(b) + " steps above the present root when it"
                                + " was made; heights are to differ by the same amount wherever the root is");
        }
    }

    private void explore(Space space, int most) {
        var before = new Attack(rules, space);
        var after = new Attack(rules, space);
        var open = new PriorityQueue<>(Comparator.comparingInt(Seen::blocks).thenComparingInt(Seen::number));
        boolean[] legal = new boolean[space.actions().size()];
        add(before, open);
        while (!open.isEmpty()) {
            Codec.read(open.poll().state, before.at, rules);
            space.legal(before, legal);
            for (int action = 0; action < legal.length; action++) {
                if (!legal[action]) continue;
                var every = new Chance.Every();
                do {
                    after.at.copy(before.at);
                    step(space, after, action, every);
                    add(after, open);
                    if (seen.size() >= most) return;
                } while (every.another());
            }
        }
    }

    private void play(Space space, int most, int seed) {
        var attack = new Attack(rules, space);
        var dice = new Chance.Dice(0.45, 0.5, new SplittableRandom(seed));
        var random = new Random(seed);
        boolean[] legal = new boolean[space.actions().size()];
        int target = seen.size() + most;
        for (int t = 0; t < SHORT * most && seen.size() < target; t++) {
            space.legal(attack, legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            step(space, attack, action, dice);
            add(attack, null);
        }
    }

    private static void step(Space space, Attack attack, int action, Chance chance) {
        try {
            space.step(attack, action, chance);
        } catch (Position.Full e) {
            throw new Broken(Breach.in(attack.at, "propose", "there is no end of proposals; the window overflows"), e);
        }
    }
}
