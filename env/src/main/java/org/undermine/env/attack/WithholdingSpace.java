package org.undermine.env.attack;

import static org.undermine.env.attack.Party.NEAR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Uncles;
import org.undermine.protocols.View;

/**
 * Selfish mining's four actions, after Sapirshtein, Sompolinsky and Zohar (FC 2016), found by asking the protocol's own
 * rules instead of counting blocks, times the ways there are to mine ({@link Mining}).
 *
 * <ul>
 *   <li>adopt: prefer what the far defenders prefer, and start anew; where there are uncles, releasing the abandoned
 *       blocks or discarding them;
 *   <li>override: release until near and far defenders are on the attacker's chain;
 *   <li>match: release until the near ones are and the far ones are not;
 *   <li>wait: release nothing.
 * </ul>
 *
 * Where a proof secures several ledgers, override and match issue all parallel blocks of what they release, or leave out
 * some ledgers ({@link Issue}); and <em>issue b</em> makes up for that: it releases the parallel blocks of ledger b that were
 * left out, before anything else happens.
 *
 * <p>If then the attacker's rule proposes a block that needs no proof-of-work, it is appended, withheld, and the attacker
 * decides again before anything else happens; override, match and wait all do just that and wait stands for them.
 * Otherwise the next proof-of-work follows. At {@code limit} proofs-of-work on a side only adopt, override and appending
 * are allowed, and waiting where none of them is. Between decisions the attacker ignores nothing: what it considers
 * follows from the next action.
 */
public final class WithholdingSpace implements Space {
    private enum Act {
        ADOPT,
        DISCARD,
        OVERRIDE,
        MATCH,
        WAIT,
        ISSUE
    }

    /** What an action is made of. @param issue place among the issues; of ISSUE, the ledger */
    private record Move(Act act, int way, int issue) {}

    private static final List<Act> PLAIN = List.of(Act.ADOPT, Act.OVERRIDE, Act.MATCH, Act.WAIT);
    private static final List<Act> UNCLES_TOO = List.of(Act.ADOPT, Act.DISCARD, Act.OVERRIDE, Act.MATCH, Act.WAIT);
    private static final List<Act> RELEASES = List.of(Act.OVERRIDE, Act.MATCH);
    private static final int UNCLES = 40; // blocks of six generations that may still be named

    private final Protocol protocol;
    private final int limit;
    private final boolean singleDefender;
    private final List<Act> acts;
    private final List<Issue> issues;
    private final List<Move> moves; // by action
    private final List<Mining> ways;
    private final List<Function<View, Draft>> rules; // by way
    private final WithholdingView shown;
    private final boolean[] foreseen;
    private final int[] place; // of each act's first action; -1 where there is none
    private final Object[] said; // scratch, like the next one
    private final Draft[] drafts;

    /** @param limit proofs-of-work on a side from which on the race must end */
    public WithholdingSpace(Protocol protocol, int limit, boolean singleDefender) {
        this.protocol = protocol;
        this.limit = limit;
        this.singleDefender = singleDefender;
        acts = protocol instanceof Uncles ? UNCLES_TOO : PLAIN;
        ways = Mining.ways(protocol);
        issues = Issue.among(protocol.ledgers());
        moves = moves();
        rules = ways.stream().map(way -> way.rule(protocol)).toList();
        shown = new WithholdingView(protocol, limit, blocks());
        foreseen = new boolean[moves.size()];
        place = new int[Act.values().length];
        for (Act act : Act.values()) place[act.ordinal()] = moves.indexOf(new Move(act, 0, 0));
        said = new Object[ways.size()];
        drafts = new Draft[ways.size()];
    }

    @Override
    public WithholdingSpace another() {
        return new WithholdingSpace(protocol, limit, singleDefender);
    }

    private List<Move> moves() {
        var all = new ArrayList<Move>();
        for (Act act : acts)
            for (int way = 0; way < ways.size(); way++)
                for (int i = 0; i < (RELEASES.contains(act) ? issues.size() : 1); i++) all.add(new Move(act, way, i));
        for (int ledger = 0; ledger < protocol.ledgers(); ledger++) all.add(new Move(Act.ISSUE, 0, ledger));
        return all;
    }

    private int action(Act act, int way) {
        return place[act.ordinal()] + way * (RELEASES.contains(act) ? issues.size() : 1);
    }

    @Override
    public List<String> actions() {
        return moves.stream().map(this::name).toList();
    }

    private String name(Move m) {
        String act = m.act.name().toLowerCase(Locale.ROOT);
        if (m.act == Act.ISSUE) return act + " " + m.issue;
        String way = (act + " " + ways.get(m.way)).strip();
        return RELEASES.contains(m.act) ? (way + " " + issues.get(m.issue)).strip() : way;
    }

    @Override
    public boolean legal(Attack attack, boolean[] into) {
        Arrays.fill(into, false);
        Fork fork = Fork.of(attack);
        boolean open = fork.length(attack) < limit;
        boolean adoptable = !attack.at.dag.past(fork.tip()).with(fork.tip()).contains(fork.far());
        if (adoptable && !(open && fork.disagree())) // in a race, waiting is as good: adopt only where one must
        for (int way = 0; way < ways.size(); way++) if (!repeats(attack, fork.far(), way)) adopt(into, way, fork);
        int proposed = 0;
        for (int way = 0; way < ways.size(); way++) {
            if (repeats(attack, fork.tip(), way)) continue;
            attack.at.save();
            Draft draft = follow(attack, fork.tip(), ways.get(way));
            if (draft == null) release(attack, into, way, open);
            else into[action(Act.WAIT, way)] = !contains(drafts, proposed, draft);
            if (draft != null) drafts[proposed++] = draft;
            attack.at.undo();
        }
        if (none(into)) into[action(Act.WAIT, 0)] = true;
        for (int b = 0; b < protocol.ledgers(); b++)
            into[place[Act.ISSUE.ordinal()] + b] = !Issue.open(attack, b).isEmpty();
        return !open;
    }

    private static boolean contains(Object[] things, int count, Object thing) {
        for (int i = 0; i < count; i++) if (things[i].equals(thing)) return true;
        return false;
    }

    private void adopt(boolean[] into, int way, Fork fork) {
        into[action(Act.ADOPT, way)] = true;
        if (place[Act.DISCARD.ordinal()] >= 0) into[action(Act.DISCARD, way)] = fork.a() > 0;
    }

    private void release(Attack attack, boolean[] into, int way, boolean open) {
        Fork fork = Fork.of(attack);
        boolean override = Releases.can(attack, fork, true);
        boolean match = open && !fork.disagree() && Releases.can(attack, fork, false);
        for (int i = 0; i < issues.size(); i++) {
            boolean goesOn = (override || match) && issues.get(i).goesOn(attack, fork);
            into[action(Act.OVERRIDE, way) + i] = override && goesOn;
            into[action(Act.MATCH, way) + i] = match && goesOn;
        }
        into[action(Act.WAIT, way)] = open;
    }

    private static boolean none(boolean[] legal) {
        for (boolean l : legal) if (l) return false;
        return true;
    }

    /** Whether {@code way} mines on {@code tip} as one before it does; to be asked of one way after the other. */
    private boolean repeats(Attack attack, int tip, int way) {
        if (ways.size() == 1) return false;
        said[way] = ways.get(way).says(attack, tip);
        return contains(said, way, said[way]);
    }

    /**
     * Considers what {@code way} says for {@code tip}, or for a higher block that the attacker's rule would build and that
     * exists. Returns what else the rule proposes, null if nothing.
     */
    private static Draft follow(Attack attack, int tip, Mining way) {
        int head = tip;
        while (true) {
            attack.follow(head, way.considered(attack, head));
            Draft draft = attack.proposal();
            if (draft == null) return null;
            int there = attack.existing(draft);
            if (there < 0) return draft;
            if (attack.at.dag.height(there) <= attack.at.dag.height(head)) return null;
            head = there;
        }
    }

    @Override
    public boolean act(Attack attack, int action) {
        Move move = moves.get(action);
        if (move.act == Act.ISSUE) {
            issue(attack, move.issue);
            return false;
        }
        Act act = move.act;
        Mining way = ways.get(move.way);
        Fork fork = Fork.of(attack);
        boolean adopts = act == Act.ADOPT || act == Act.DISCARD;
        if (act == Act.ADOPT && place[Act.DISCARD.ordinal()] >= 0) Releases.all(attack, fork.mine());
        if (adopts && fork.disagree()) { // this ends the race
            attack.deliver();
            attack.at.prefer(NEAR, fork.far());
        }
        Draft draft = follow(attack, adopts ? fork.far() : fork.tip(), way);
        if (draft == null) {
            if (RELEASES.contains(act)) {
                BlockSet withheld = attack.at.withheld();
                Releases.until(attack, Fork.of(attack), act == Act.OVERRIDE);
                issues.get(move.issue).follow(attack, withheld);
            }
            return true;
        }
        attack.append(draft);
        if (attack.at.fresh().isEmpty()) attack.settle();
        return false;
    }

    private static void issue(Attack attack, int ledger) {
        BlockSet late = Issue.open(attack, ledger);
        for (int b = late.first(); b >= 0; b = late.next(b)) attack.release(b);
        if (attack.at.fresh().isEmpty()) attack.settle();
    }

    @Override
    public Function<View, Draft> mining(Attack attack, int action) {
        return rules.get(moves.get(action).way);
    }

    @Override
    public boolean look(Attack attack, boolean waited, boolean[] next) {
        attack.at.ignore(BlockSet.EMPTY);
        boolean asks = !attack.at.dag.ballots().isEmpty(); // judging legality asks for hashes, to be drawn now
        return (next != null || asks) && legal(attack, next == null ? foreseen : next);
    }

    @Override
    public List<Feature> features() {
        return shown.features();
    }

    @Override
    public void observe(Attack attack, float[] into, int offset) {
        shown.observe(attack, into, offset);
    }

    @Override
    public boolean namesBlocks() {
        return false;
    }

    @Override
    public int blocks() {
        if (protocol instanceof Uncles) return 2 * limit + UNCLES;
        return protocol.needsProof(Kind.BLOCK) && protocol.needsProof(Kind.SUMMARY)
                ? (2 * limit + 2) * (1 + protocol.ledgers())
                : 4 * limit + 2 * protocol.k() + 2;
    }

    @Override
    public boolean ownIgnored() {
        return false;
    }

    @Override
    public boolean steersHead() {
        return true;
    }

    @Override
    public boolean singleDefender() {
        return singleDefender;
    }
}
