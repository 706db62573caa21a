package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/**
 * A position as lines of text: a line for each block, after its parents, beside a tree.
 *
 * <pre>
 * B      #56  root                                            &lt;- near, far
 * +-v    #57  vote     attacker  on #56
 * | +-v  #58  vote     defender  on #57           in flight
 * | v    #59  vote     attacker  on #57           withheld
 * s      #60  summary            on #56 with #59  withheld   &lt;- attacker
 * </pre>
 */
public final class Drawing {
    private final Position at;
    private final boolean heads;
    private final Chronicle names;
    private final boolean numbered;

    private Drawing(Position at, boolean heads, Chronicle names, boolean numbered) {
        this.at = at;
        this.heads = heads;
        this.names = names;
        this.numbered = numbered;
    }

    /** Blocks go by their numbers. */
    public static List<String> of(Attack attack) {
        return of(attack, null, true);
    }

    static List<String> of(Position at) {
        return new Drawing(at, true, null, true).lines();
    }

    /**
     * @param names what blocks are called; null if they have no names
     * @param numbered whether they go by number, as actions do, with the name beside it
     */
    public static List<String> of(Attack attack, Chronicle names, boolean numbered) {
        return new Drawing(attack.at, attack.protocol().prefers(), names, numbered || names == null).lines();
    }

    private List<String> lines() {
        return new Branches(at.dag).lines(this::words);
    }

    // ---- the words

    private String[] words(int b) {
        boolean root = b == 0;
        String kind = at.dag.kind(b).name().toLowerCase(Locale.ROOT);
        if (at.dag.kind(b) == Kind.PARALLEL) kind += " " + at.dag.ledger(b);
        return new String[] {
            label(b),
            numbered && names != null ? "#" + names.name(b) : "",
            root ? "root" : kind,
            miner(b),
            references(b),
            flags(b),
            hash(b),
            heads(b)
        };
    }

    private String label(int b) {
        return numbered ? Integer.toString(b) : "#" + names.name(b);
    }

    private String miner(int b) {
        return switch (at.dag.miner(b)) {
            case View.ATTACKER -> "attacker";
            case View.DEFENDER -> "defender";
            default -> "";
        };
    }

    private String references(int b) {
        BlockSet parents = at.dag.parents(b);
        if (parents.isEmpty()) return "";
        int predecessor = at.dag.predecessor(b);
        if (predecessor < 0) return "on " + labels(parents);
        BlockSet others = parents.without(predecessor);
        return "on " + label(predecessor) + (others.isEmpty() ? "" : " with " + labels(others));
    }

    private String labels(BlockSet blocks) {
        return String.join(" ", blocks.stream().mapToObj(this::label).toList());
    }

    private String flags(int b) {
        var flags = new ArrayList<String>();
        if (at.paid() > 0 && at.dag.chain(at.paid()).contains(b)) flags.add("paid");
        if (at.withheld().contains(b)) flags.add("withheld");
        if (at.ignored().contains(b)) flags.add("ignored");
        if (at.fresh().contains(b)) flags.add(at.nears().contains(b) ? "in flight, near first" : "in flight");
        return String.join(", ", flags);
    }

    /** The places that its hash can have in its order, and how long that is, forgotten hashes included. */
    private String hash(int b) {
        Hashes hashes = at.hashes;
        if (!hashes.ranked(b)) return "";
        int first = hashes.low(b) + 1;
        int end = hashes.low(b) + hashes.size(b);
        String places = first == end ? "" + first : first + "-" + end;
        return "hash " + places + "/" + hashes.length(hashes.order(b))
                + (orders() > 1 ? " in order " + (hashes.order(b) + 1) : "");
    }

    private int orders() {
        int orders = 0;
        for (int b = 0; b < at.dag.size(); b++)
            if (at.hashes.ranked(b)) orders = Math.max(orders, at.hashes.order(b) + 1);
        return orders;
    }

    private String heads(int b) {
        if (!heads) return "";
        var whose = new ArrayList<String>();
        for (Party p : Party.values()) if (at.head(p) == b) whose.add(p.name().toLowerCase(Locale.ROOT));
        return whose.isEmpty() ? "" : "<- " + String.join(", ", whose);
    }
}
