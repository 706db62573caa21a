package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.undermine.protocols.Kind;

/** The blocks of a window as a tree in text, a line for each block, after its parents, with words beside it. */
public final class Branches {
    private static final int WIDEST = 40; // beyond that the tree is left to the words

    private final Dag dag;
    private final int[] last; // child of each block, -1 if none
    private final int[] lane;

    public Branches(Dag dag) {
        this.dag = dag;
        last = new int[dag.size()];
        lane = new int[dag.size()];
        Arrays.fill(last, -1);
        for (int b = 1; b < last.length; b++) last[above(b)] = b;
    }

    /** @param words what there is to say of a block, as many columns for each; the first is set to the right */
    public List<String> lines(IntFunction<String[]> words) {
        var rows = new ArrayList<String[]>();
        var open = new ArrayList<Boolean>(); // whether a line goes on downwards, by lane
        for (int b = 0; b < dag.size(); b++) {
            String[] said = words.apply(b);
            String[] row = new String[1 + said.length];
            row[0] = tree(b, open);
            System.arraycopy(said, 0, row, 1, said.length);
            rows.add(row);
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows)
            for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row[i].length());
        if (widths[0] > WIDEST) widths[0] = 0;
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++)
            if (widths[i] > 0)
                line.append(i == 1 ? " ".repeat(widths[i] - row[i].length()) + row[i] : row[i])
                        .append(" ".repeat(i == 1 ? 0 : widths[i] - row[i].length()))
                        .append("  ");
        return line.toString().stripTrailing();
    }

    /** The block that {@code b} hangs on: its predecessor, but for a vote what it confirms last. */
    private int above(int b) {
        boolean follows = dag.predecessor(b) >= 0 && dag.kind(b) != Kind.VOTE;
        return follows ? dag.predecessor(b) : dag.parents(b).last();
    }

    /** The last child goes on in its parent's lane; others branch off to the right. */
    private String tree(int b, List<Boolean> open) {
        int from = b == 0 ? 0 : lane[above(b)];
        boolean branches = b > 0 && last[above(b)] != b;
        int to = branches ? free(open, from) : from;
        while (open.size() <= to) open.add(false);
        var text = new StringBuilder();
        for (int i = 0; i < open.size(); i++) {
            boolean across = branches && from < i && i < to;
            char line = open.get(i) ? '|' : across ? '-' : ' ';
            text.append(i == to ? symbol(b) : branches && i == from ? '+' : line);
            text.append(branches && from <= i && i < to ? '-' : ' ');
        }
        lane[b] = to;
        open.set(to, last[b] >= 0);
        return text.toString().stripTrailing();
    }

    private static int free(List<Boolean> open, int from) {
        int lane = from + 1;
        while (lane < open.size() && open.get(lane)) lane++;
        return lane;
    }

    private char symbol(int b) {
        return switch (dag.kind(b)) {
            case BLOCK -> 'B';
            case VOTE -> 'v';
            case SUMMARY -> 's';
            case PARALLEL -> 'p';
        };
    }
}
