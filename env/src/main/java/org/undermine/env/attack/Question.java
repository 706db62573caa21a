package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Uncles;
import org.undermine.protocols.View;

/**
 * A question that an attack asks of the rules in some position. Answers are values that can be compared.
 *
 * @param rule the method
 * @param party who looks; null for the view that shows everything
 * @param block what it is about; where the miner chooses uncles, {@link #mine} alone: which ones
 */
record Question(String rule, Party party, int block) {
    private static final int NONE = -1;
    private static final int WAYS = 4; // own uncles or not, foreign ones or not

    /** A block named in an answer. */
    private record Name(int block) {}

    private record Paid(Map<String, Integer> to) {}

    /** What is asked in {@code at}. Asks for histories, which say what may have to be paid. */
    static List<Question> all(Protocol rules, Position at) {
        var all = new ArrayList<Question>();
        BlockSet histories = BlockSet.EMPTY;
        for (Party p : Party.values()) {
            all.add(new Question("mine", p, NONE));
            if (rules instanceof Uncles) for (int way = 0; way < WAYS; way++) all.add(new Question("mine", p, way));
            all.add(new Question("propose", p, NONE));
            all.add(new Question("history", p, NONE));
            BlockSet known = at.known(p);
            for (int b = known.first(); b >= 0; b = known.next(b)) all.add(new Question("prefer", p, b));
            histories = histories.or(rules.history(new Sight(at, p, false)));
        }
        for (int b = 1; b < at.dag.size(); b++) {
            all.add(new Question("height", null, b));
            if (rules.needsProof(at.dag.kind(b))) all.add(new Question("rivals", null, b));
        }
        for (int b = histories.first(); b >= 0; b = histories.next(b))
            if (at.dag.kind(b) != Kind.VOTE && at.dag.kind(b) != Kind.PARALLEL)
                all.add(new Question("referable", null, b));
        BlockSet due = due(at, histories);
        for (int b = due.first(); b >= 0; b = due.next(b)) all.addAll(payments(b));
        return all;
    }

    /** What will be asked of {@code block} once it is agreed on. */
    static List<Question> payments(int block) {
        return List.of(
                new Question("progress", null, block),
                new Question("proofs", null, block),
                new Question("coinbase", null, block));
    }

    static BlockSet due(Position at, BlockSet histories) {
        return histories.minus(at.dag.chain(at.paid())).without(0);
    }

    Object ask(Protocol rules, Position at) {
        return ask(rules, party == null ? Sight.everything(at) : new Sight(at, party, false), at.dag);
    }

    Object ask(Protocol rules, View view, Dag dag) {
        return switch (rule) {
            case "mine" ->
                block == NONE ? rules.mine(view) : ((Uncles) rules).mine(view, (block & 1) != 0, (block & 2) != 0);
            case "propose" -> rules.propose(view);
            case "prefer" -> new Name(rules.prefer(view, block));
            case "history" -> rules.history(view);
            case "height" -> rules.height(view, new Draft(dag.predecessor(block), dag.parents(block), dag.kind(block)));
            case "rivals" -> rules.rivals(view, block);
            case "referable" -> rules.referable(view, block);
            case "progress" -> rules.progress(view, block);
            case "proofs" -> rules.proofs(view, block);
            case "coinbase" -> paid(rules, view);
            default -> throw new AssertionError(rule);
        };
    }

    private Paid paid(Protocol rules, View view) {
        var to = new TreeMap<String, Integer>();
        rules.coinbase(
                view,
                block,
                (miner, amount) -> to.merge(miner == View.ATTACKER ? "attacker" : "defenders", amount, Integer::sum));
        return new Paid(to);
    }

    /** The same question where block b is called {@code place[b]}. */
    Question renamed(int[] place) {
        return block == NONE || rule.equals("mine") ? this : new Question(rule, party, place[block]);
    }

    static Object renamed(Object answer, int[] place) {
        if (answer instanceof Name name) return new Name(place[name.block]);
        if (answer instanceof BlockSet set) return renamed(set, place);
        if (answer instanceof Draft draft)
            return new Draft(
                    draft.predecessor() < 0 ? Draft.NONE : place[draft.predecessor()],
                    renamed(draft.parents(), place),
                    draft.kind(),
                    draft.ledger());
        return answer;
    }

    private static BlockSet renamed(BlockSet set, int[] place) {
        BlockSet renamed = BlockSet.EMPTY;
        for (int b = set.first(); b >= 0; b = set.next(b)) renamed = renamed.with(place[b]);
        return renamed;
    }

    /** An answer in words. */
    static String words(Object answer) {
        if (answer == null) return "nothing";
        if (answer instanceof Name name) return "block " + name.block;
        if (answer instanceof Paid paid) return paid.to.isEmpty() ? "nothing to anybody" : paid.to.toString();
        if (answer instanceof Draft draft)
            return "a " + draft.kind().name().toLowerCase(java.util.Locale.ROOT) + " on " + draft.parents();
        return answer.toString();
    }

    Broken broken(Position at, String said) {
        String viewer = party == null ? "" : new Sight(at, party, false).viewer() + ", ";
        String about = block == NONE ? "" : rule.equals("mine") ? "choosing uncles, " : "block " + block + ", ";
        String where = viewer + about;
        return new Broken(Breach.in(
                at, rule, where.isEmpty() ? said : where.substring(0, where.length() - 2) + ": " + said));
    }
}
