package org.undermine.bridge.commands;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.undermine.agents.exact.Study;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.Feature;

/** What a policy looks like: how often it does what, and, where states are forks, what it does where. */
final class Picture {
    private static final double OFTEN = 1e-4; // of all steps: rows and columns visited less are left out
    private static final int MOST = 8; // rows and columns
    private static final List<String> FORK = List.of("a", "h", "relevant", "active");

    private final Compiled<?> compiled;
    private final int[] actions;
    private final double[] visits;

    private Picture(Study study, int[] actions, double alpha, double gamma) {
        compiled = study.compiled();
        this.actions = actions;
        visits = study.visits(actions, alpha, gamma);
    }

    static void print(Console console, Study study, int[] actions, double alpha, double gamma) {
        if (alpha == 0 || alpha == 1) return; // nobody else is there
        var picture = new Picture(study, actions, alpha, gamma);
        console.print("%nSteps: %s", picture.shares());
        if (picture.featureNames().containsAll(FORK)) picture.table(console);
    }

    private List<String> featureNames() {
        return compiled.model().features().stream().map(Feature::name).toList();
    }

    /** The share of steps of each kind of action, the first word of its name. */
    private String shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String name : compiled.model().actions()) shares.put(kind(name), 0.0);
        for (int s = 0; s < visits.length; s++)
            shares.merge(kind(compiled.model().actions().get(actions[s])), visits[s], Double::sum);
        return shares.entrySet().stream()
                .map(e -> String.format(java.util.Locale.ROOT, "%s %.1f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String kind(String action) {
        return action.split(" ")[0];
    }

    /** As FC'16 prints policies: a row for each a, a column for each h, a letter for each kind of fork. */
    private void table(Console console) {
        int[][][] letter = new int[MOST + 1][MOST + 1][3];
        for (int[][] row : letter) for (int[] cell : row) Arrays.fill(cell, '.');
        int rows = 0;
        int columns = 0;
        double[][][] most = new double[MOST + 1][MOST + 1][3];
        List<String> names = featureNames();
        for (int s = 0; s < visits.length; s++) {
            if (visits[s] == 0) continue;
            float[] seen = observe(compiled, s);
            int a = (int) seen[names.indexOf("a")];
            int h = (int) seen[names.indexOf("h")];
            int fork = seen[names.indexOf("active")] == 1 ? 2 : seen[names.indexOf("relevant")] == 1 ? 1 : 0;
            if (a > MOST || h > MOST) continue;
            if (visits[s] >= OFTEN) {
                rows = Math.max(rows, a);
                columns = Math.max(columns, h);
            }
            if (visits[s] <= most[a][h][fork]) continue;
            most[a][h][fork] = visits[s];
            letter[a][h][fork] = compiled.model().actions().get(actions[s]).charAt(0);
        }
        console.print("What it does, by own blocks a (rows) and public blocks h (columns) since the fork:");
        var head = new StringBuilder("     h");
        for (int h = 0; h <= columns; h++) head.append(String.format("%4d", h));
        console.print("%s", head);
        for (int a = 0; a <= rows; a++) console.print("%s", row(a, letter[a], columns));
        console.print("Three letters: the last block was the attacker's; a defender's; a race is on. %s.", legend());
        if (names.contains("private votes") || names.contains("ledger 0 unissued"))
            console.print(
                    "Votes, and what is not issued, make states of their own: each letter is for the one most often met.");
    }

    private static String row(int a, int[][] cells, int columns) {
        var row = new StringBuilder(String.format(a == 0 ? "a %4d" : "%6d", a));
        for (int h = 0; h <= columns; h++) {
            row.append(' ');
            for (int letter : cells[h]) row.append((char) letter);
        }
        return row.toString();
    }

    private String legend() {
        return compiled.model().actions().stream()
                .map(Picture::kind)
                .distinct()
                .map(name -> name.charAt(0) + " " + name)
                .collect(Collectors.joining(", ", "", ", . never"));
    }

    private static <S> float[] observe(Compiled<S> compiled, int s) {
        float[] seen = new float[compiled.model().features().size()];
        compiled.model().observe(compiled.states().get(s), seen, 0);
        return seen;
    }
}
