package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * What every protocol promises, checked in positions that attacks lead to, the smallest first.
 *
 * <p>To be checked in the order of {@link #checks}: the first finds the positions that the others look at.
 */
public final class Contract {
    private static final int RENAMINGS = 2;
    private static final int KEPT = 50; // positions whose answers are compared with those given much later
    private static final String AGAIN = "answered %s, and asked the same again %s";

    private final Supplier<Protocol> make;
    private final int positions;
    private List<State> states;
    private final Position at = new Position(); // under examination
    private final Position other = new Position(); // the same in other words

    /**
     * @param make the rules, made anew
     * @param positions about how many to look at
     */
    public Contract(Supplier<Protocol> make, int positions) {
        this.make = make;
        this.positions = positions;
    }

    public List<Check> checks() {
        return List.of(
                new Check("every rule answers, in time, from what its miner knows", this::answers),
                new Check("the same question has the same answer, whatever was asked before", this::repeats),
                new Check("renaming the blocks renames the answers and changes nothing else", this::renames),
                new Check("the clock runs evenly in honest play", watch -> new HonestClock(make.get(), watch).run()),
                new Check("what a block pays, and its progress, follow from its past", this::pays));
    }

    private interface Examination {
        void of(Protocol rules);
    }

    private String each(Protocol rules, Examination examination) {
        for (State state : states) {
            Codec.read(state, at, rules);
            examination.of(rules);
        }
        return states.size() + " states, up to " + largest() + " blocks";
    }

    private int largest() {
        Codec.read(states.get(states.size() - 1), at, make.get());
        return at.dag.size();
    }

    /** Answers by question, hashes being drawn where a rule asks for them; afterwards all is drawn. */
    private Map<Question, Object> drawn(Protocol rules) {
        at.hashes.chance = new Chance.Dice(0.5, 0.5, new SplittableRandom(1));
        var answers = new HashMap<Question, Object>();
        for (Question q : Question.all(rules, at)) answers.put(q, q.ask(rules, at));
        at.hashes.chance = null;
        return answers;
    }

    private String answers(Watch watch) {
        Protocol rules = watch.over(make.get());
        var walk = new Walk(rules, positions);
        states = walk.states();
        Broken broken = walk.broken();
        for (State state : states) {
            Codec.read(state, at, make.get());
            if (broken != null && at.dag.size() >= broken.breach().blocks()) break;
            drawn(rules);
        }
        if (broken != null) throw broken;
        return each(rules, r -> {});
    }

    private String repeats(Watch watch) {
        Protocol rules = watch.over(make.get());
        var kept = new ArrayList<Map<Question, Object>>();
        String seen = each(rules, r -> {
            var answers = drawn(r);
            compare(answers, r);
            compare(answers, watch.over(make.get()));
            if (kept.size() < KEPT && at.hashes.isEmpty()) kept.add(answers);
        });
        int next = 0;
        for (State state : states) {
            Codec.read(state, at, rules);
            if (next == kept.size()) break;
            if (drawable(rules)) compare(kept.get(next++), rules);
        }
        return seen;
    }

    private boolean drawable(Protocol rules) {
        drawn(rules);
        return at.hashes.isEmpty();
    }

    /** Asks everything again, in another order. */
    private void compare(Map<Question, Object> answers, Protocol rules) {
        var questions = new ArrayList<>(answers.keySet());
        Collections.reverse(questions);
        for (Question q : questions) {
            Object again = q.ask(rules, at);
            if (!Objects.equals(answers.get(q), again))
                throw q.broken(at, String.format(AGAIN, Question.words(answers.get(q)), Question.words(again)));
        }
    }

    private String renames(Watch watch) {
        var random = new Random(1);
        return each(watch.over(make.get()), rules -> {
            var answers = drawn(rules);
            for (int i = 0; i < RENAMINGS; i++) compareRenamed(answers, rules, Orders.any(at.dag, random));
        });
    }

    private void compareRenamed(Map<Question, Object> answers, Protocol rules, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) place[order[i]] = i;
        other.copy(at);
        other.relabel(order, order.length);
        answers.forEach((q, answer) -> {
            Object expected = Question.renamed(answer, place);
            Object there = q.renamed(place).ask(rules, other);
            if (!Objects.equals(expected, there))
                throw q.broken(
                        at,
                        "answered " + Question.words(answer) + "; with " + Orders.words(place) + " it is to be "
                                + Question.words(expected) + ", and is " + Question.words(there)
                                + ". A number is only a name: no rule may depend on it");
        });
    }

    private String pays(Watch watch) {
        var honest = new HonestClock(make.get(), watch);
        honest.run();
        return each(watch.over(make.get()), rules -> {
            drawn(rules);
            BlockSet histories = BlockSet.EMPTY;
            for (Party p : Party.values()) histories = histories.or(rules.history(new Sight(at, p, false)));
            BlockSet due = Question.due(at, histories);
            for (int b = due.first(); b >= 0; b = due.next(b)) {
                for (Question q : Question.payments(b)) fromPastAlone(q, rules, watch);
                toMiners(b, rules);
                bounded(b, rules, honest);
            }
        });
    }

    private void fromPastAlone(Question q, Protocol rules, Watch watch) {
        Object answer = q.ask(rules, at);
        BlockSet past = at.dag.past(q.block()).with(q.block());
        Object alone = q.ask(rules, new Guard(Sight.everything(at), past, watch), at.dag);
        if (!answer.equals(alone))
            throw q.broken(
                    at,
                    "answered " + Question.words(answer) + ", but " + Question.words(alone)
                            + " where only the block and its ancestors are known: it is to follow from these alone");
        for (int r = 1; r < q.block(); r++) {
            if (!at.dag.chain(q.block()).contains(r)) continue;
            BlockSet after = past.minus(at.dag.past(r)).without(r);
            if (!at.dag.future(r).containsAll(after)) continue;
            Object later = fromRoot(q, r, after, rules);
            if (!answer.equals(later))
                throw q.broken(
                        at,
                        "answered " + Question.words(answer) + ", but " + Question.words(later) + " once block " + r
                                + " is the root: it is not to depend on where the root is");
        }
    }

    private void toMiners(int block, Protocol rules) {
        BlockSet named = at.dag.past(block).with(block);
        rules.coinbase(Sight.everything(at), block, (miner, amount) -> {
            if (named.stream().anyMatch(b -> at.dag.miner(b) == miner)) return;
            throw new Question("coinbase", null, block)
                    .broken(
                            at,
                            "pays " + amount + " to " + (miner == View.ATTACKER ? "the attacker" : "a defender")
                                    + ", who mined none of the block and its ancestors");
        });
    }

    private Object fromRoot(Question q, int root, BlockSet after, Protocol rules) {
        int[] order = new int[after.size() + 1];
        order[0] = root;
        int count = 1;
        for (int b = after.first(); b >= 0; b = after.next(b)) order[count++] = b;
        other.copy(at);
        other.relabel(order, count);
        return new Question(q.rule(), null, count - 1).ask(rules, other);
    }

    private void bounded(int block, Protocol rules, HonestClock honest) {
        int progress = rules.progress(Sight.everything(at), block);
        int brought = HonestClock.brought(rules, at, block);
        if (!honest.allows(progress, brought))
            throw new Question("progress", null, block)
                    .broken(
                            at,
                            "answered " + progress + " for a block that brings " + brought
                                    + " proofs-of-work into the chain; in honest play it is " + honest.rate());
    }
}
