package org.undermine.env.attack;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.undermine.protocols.BlockSet;

/** Says in words what chance decides. */
public final class Coins implements Chance {
    private final Chance chance;
    private final Chronicle names;
    private final Consumer<String> listener;

    /** @param names what blocks are called */
    public Coins(Chance chance, Chronicle names, Consumer<String> listener) {
        this.chance = chance;
        this.names = names;
        this.listener = listener;
    }

    @Override
    public boolean alpha() {
        boolean attacker = chance.alpha();
        listener.accept("alpha: the proof is " + (attacker ? "the attacker's" : "a defender's"));
        return attacker;
    }

    @Override
    public boolean gamma() {
        boolean near = chance.gamma();
        listener.accept("gamma: a " + (near ? "near" : "far") + " one's");
        return near;
    }

    @Override
    public int oneOf(int n) {
        int i = chance.oneOf(n);
        listener.accept("one of " + n + ": " + i);
        return i;
    }

    @Override
    public boolean share(int part, int whole) {
        boolean heads = chance.share(part, whole);
        listener.accept(part + " in " + whole + ": " + (heads ? "yes" : "no"));
        return heads;
    }

    @Override
    public int gap(Hashes hashes, int g, int newcomer) {
        int smaller = chance.gap(hashes, g, newcomer);
        listener.accept("hash of " + name(newcomer) + ": place " + (smaller + 1) + " of " + (hashes.length(g) + 1));
        return smaller;
    }

    @Override
    public BlockSet lower(Hashes hashes, BlockSet members, int marks, int r) {
        BlockSet lower = chance.lower(hashes, members, marks, r);
        String smallest = r == 1 ? "smallest hash" : r + " smallest hashes";
        int forgotten = r - lower.size();
        listener.accept(smallest + " of " + names(members) + (marks > 0 ? " and " + marks + " forgotten" : "") + ": "
                + (lower.isEmpty() ? "" : names(lower) + (forgotten > 0 ? " and " : ""))
                + (forgotten > 0 ? forgotten + " forgotten" : ""));
        return lower;
    }

    @Override
    public boolean first(Hashes hashes, int g, int i, int other, int j) {
        boolean first = chance.first(hashes, g, i, other, j);
        boolean open = i < hashes.length(g) && j < hashes.length(other);
        if (open)
            listener.accept("next smallest of " + names(hashes.members(g)) + " and " + names(hashes.members(other))
                    + ": of the " + (first ? "first" : "second"));
        return first;
    }

    private String name(int b) {
        return "#" + names.name(b);
    }

    private String names(BlockSet blocks) {
        return blocks.stream().mapToObj(this::name).collect(Collectors.joining(" "));
    }
}
