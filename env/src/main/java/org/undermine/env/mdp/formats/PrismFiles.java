package org.undermine.env.mdp.formats;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PRISM's explicit files, several with one stem.
 *
 * <pre>
 *   STEM.tra     "states choices outcomes", then "state choice target probability action", choices numbered in each state
 *   STEM.lab     which state is "init"
 *   STEM1.trew   # Reward structure "reward", "states choices lines", then "state choice target amount", none where it is zero
 *   STEM2.trew   # Reward structure "progress", likewise
 * </pre>
 *
 * For PRISM, every outcome of a choice pays what the choice pays, so each is written with the mean of the choice. Read are .srew
 * files too, what a state pays, and a .trew or .srew without a number.
 */
final class PrismFiles {
    private static final String TRANSITIONS = ".tra";
    private static final Pattern NAMED = Pattern.compile("# Reward structure \"(.*)\"\\s*");
    private static final Pattern INIT = Pattern.compile("(\\d+)=\"init\"");

    private PrismFiles() {}

    private static Path stem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(TRANSITIONS)
                ? file.resolveSibling(name.substring(0, name.length() - TRANSITIONS.length()))
                : file;
    }

    private static Path part(Path stem, String ending) {
        return stem.resolveSibling(stem.getFileName() + ending);
    }

    /** @param file STEM or STEM.tra */
    static Written write(NumericMdp mdp, Path file) throws IOException {
        Path stem = stem(file);
        try (var files = new WholeFiles()) {
            transitions(mdp, files.text(part(stem, TRANSITIONS)));
            files.text(part(stem, ".lab")).write("0=\"init\" 1=\"deadlock\"\n" + mdp.start() + ": 0\n");
            int i = 0;
            for (var reward : mdp.rewards().entrySet())
                rewards(mdp, reward.getKey(), reward.getValue(), files.text(part(stem, ++i + ".trew")));
            return Written.of(files.finish(), mdp);
        }
    }

    private static void transitions(NumericMdp mdp, Writer out) throws IOException {
        out.write(mdp.states() + " " + mdp.choices() + " " + mdp.outcomes() + "\n");
        for (int s = 0; s < mdp.states(); s++)
            for (int c = mdp.firstChoice()[s]; c < mdp.firstChoice()[s + 1]; c++) {
                String name = mdp.actions().get(mdp.action()[c]).replace(' ', '_');
                for (int o = mdp.firstOutcome()[c]; o < mdp.firstOutcome()[c + 1]; o++)
                    out.write(s + " " + (c - mdp.firstChoice()[s]) + " " + mdp.target()[o] + " " + mdp.probability()[o]
                            + (name.isEmpty() ? "\n" : " " + name + "\n"));
            }
    }

    private static void rewards(NumericMdp mdp, String name, double[] paid, Writer out) throws IOException {
        int lines = 0;
        for (int c = 0; c < mdp.choices(); c++)
            if (paid[c] != 0) lines += mdp.firstOutcome()[c + 1] - mdp.firstOutcome()[c];
        out.write("# Reward structure \"" + name + "\"\n# Transition rewards\n" + mdp.states() + " " + mdp.choices()
                + " " + lines + "\n");
        for (int s = 0; s < mdp.states(); s++)
            for (int c = mdp.firstChoice()[s]; c < mdp.firstChoice()[s + 1]; c++)
                for (int o = mdp.firstOutcome()[c]; paid[c] != 0 && o < mdp.firstOutcome()[c + 1]; o++)
                    out.write(s + " " + (c - mdp.firstChoice()[s]) + " " + mdp.target()[o] + " " + paid[c] + "\n");
    }

    /** @param file STEM.tra */
    static NumericMdp read(Path file) throws IOException {
        Path stem = stem(file);
        var rows = new Rows(file);
        rows.read();
        int start = start(part(stem, ".lab"));
        var rewards = new LinkedHashMap<String, double[]>();
        for (String number = ""; ; number = number.isEmpty() ? "1" : String.valueOf(Integer.parseInt(number) + 1)) {
            boolean found = false;
            for (String kind : List.of(".srew", ".trew")) {
                Path rewardFile = part(stem, number + kind);
                if (!Files.exists(rewardFile)) continue;
                found = true;
                var lines = new Lines(rewardFile);
                double[] paid = rows.paid(lines, kind.equals(".srew"));
                String name = lines.name == null ? "reward" + number : lines.name;
                rewards.merge(name, paid, PrismFiles::sum);
            }
            if (!found && !number.isEmpty()) break;
        }
        return Reading.of(
                file.toString(),
                start,
                rows.firstChoice.toIntArray(),
                rows.firstOutcome.toIntArray(),
                rows.target.toIntArray(),
                rows.probability.toDoubleArray(),
                rows.action.toIntArray(),
                List.copyOf(rows.actions.keySet()),
                rewards);
    }

    private static double[] sum(double[] x, double[] y) {
        double[] sum = new double[x.length];
        Arrays.setAll(sum, i -> x[i] + y[i]);
        return sum;
    }

    /** The state labelled init; state 0 where there are no labels, as PRISM has it. */
    private static int start(Path labels) throws IOException {
        if (!Files.exists(labels)) return 0;
        int start = -1;
        try (BufferedReader in = Files.newBufferedReader(labels)) {
            String names = in.readLine();
            while (names != null && names.startsWith("#")) names = in.readLine();
            Matcher init = INIT.matcher(names == null ? "" : names);
            if (!init.find()) throw new IllegalArgumentException(labels + ": no label \"init\"");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon < 0) continue;
                if (!List.of(line.substring(colon + 1).strip().split("\\s+")).contains(init.group(1))) continue;
                int s = Reading.whole(
                        labels.toString(), line.substring(0, colon).strip());
                if (start >= 0)
                    throw new IllegalArgumentException(
                            labels + ": states " + start + " and " + s + " are both init; allowed: one");
                start = s;
            }
        }
        if (start < 0) throw new IllegalArgumentException(labels + ": no state is \"init\"");
        return start;
    }

    /** The words of each line after the head, comments and blank lines left out. */
    private static final class Lines {
        private final Path file;
        private final List<String> lines;
        private int at;
        private String name;

        Lines(Path file) throws IOException {
            this.file = file;
            try {
                lines = Files.readAllLines(file);
            } catch (MalformedInputException e) {
                throw new IllegalArgumentException(file + " is no text");
            }
        }

        String where() {
            return file + ":" + at;
        }

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(where() + ": " + what);
        }

        /** null at the end. */
        String[] next() {
            while (at < lines.size()) {
                String line = lines.get(at++).strip();
                Matcher named = NAMED.matcher(line);
                if (named.matches()) name = named.group(1);
                if (!line.isEmpty() && !line.startsWith("#")) return line.split("\\s+");
            }
            return null;
        }
    }

    /** What a .tra file says. */
    private static final class Rows {
        private final Lines lines;
        private boolean chain;
        private int states;
        private final IntArrayList firstChoice = new IntArrayList(new int[] {0});
        private final IntArrayList firstOutcome = new IntArrayList();
        private final IntArrayList target = new IntArrayList();
        private final DoubleArrayList probability = new DoubleArrayList();
        private final IntArrayList action = new IntArrayList();
        private final Map<String, Integer> actions = new LinkedHashMap<>();

        Rows(Path file) throws IOException {
            lines = new Lines(file);
        }

        void read() {
            String[] head = lines.next();
            if (head == null) throw lines.wrong("the file is empty");
            if (head.length != 2 && head.length != 3)
                throw lines.wrong(
                        "a head of " + head.length + " numbers; allowed: states choices outcomes, or states outcomes");
            chain = head.length == 2;
            states = Reading.whole(lines.where(), head[0]);
            int outcomes = Reading.whole(lines.where(), head[head.length - 1]);
            int choice = -1; // within its state
            for (String[] row = lines.next(); row != null; row = lines.next()) {
                int numbers = chain ? 3 : 4;
                if (row.length != numbers && row.length != numbers + 1)
                    throw lines.wrong(row.length + " words; allowed: " + (chain ? "state" : "state choice")
                            + " target probability, and an action");
                int s = Reading.whole(lines.where(), row[0]);
                int c = chain ? 0 : Reading.whole(lines.where(), row[1]);
                if (s >= states || s < firstChoice.size() - 1)
                    throw lines.wrong("state " + s + " after state " + (firstChoice.size() - 1) + " of " + states);
                while (firstChoice.size() - 1 < s) {
                    firstChoice.add(action.size());
                    choice = -1;
                }
                if (c != choice) {
                    if (c != choice + 1)
                        throw lines.wrong("choice " + c + " after choice " + choice + " of state " + s);
                    choice = c;
                    firstOutcome.add(target.size());
                    String name = row.length == numbers ? "" : row[numbers];
                    actions.putIfAbsent(name, actions.size());
                    action.add((int) actions.get(name));
                }
                target.add(Reading.whole(lines.where(), row[numbers - 2]));
                probability.add(Reading.number(lines.where(), row[numbers - 1]));
            }
            while (firstChoice.size() - 1 < states) firstChoice.add(action.size());
            firstOutcome.add(target.size());
            if (target.size() != outcomes) throw lines.wrong(target.size() + " outcomes; the head says " + outcomes);
            if (!chain && action.size() != Reading.whole(lines.where(), head[1]))
                throw lines.wrong(action.size() + " choices; the head says " + head[1]);
        }

        /** What each choice pays in the mean. */
        double[] paid(Lines rewards, boolean byState) {
            double[] paid = new double[action.size()];
            double[] byOutcome = new double[byState ? 0 : target.size()];
            if (rewards.next() == null) throw rewards.wrong("the file is empty");
            for (String[] row = rewards.next(); row != null; row = rewards.next()) {
                int numbers = byState ? 2 : chain ? 3 : 4;
                if (row.length < numbers) throw rewards.wrong(row.length + " words; " + numbers + " are needed");
                double amount = Reading.number(rewards.where(), row[numbers - 1]);
                int s = Reading.whole(rewards.where(), row[0]);
                if (s >= states) throw rewards.wrong("state " + s + " of " + states);
                int from = firstChoice.getInt(s);
                int to = firstChoice.getInt(s + 1);
                if (byState) for (int c = from; c < to; c++) paid[c] += amount;
                else {
                    int c = from + (chain ? 0 : Reading.whole(rewards.where(), row[1]));
                    if (c >= to)
                        throw rewards.wrong("choice " + row[1] + " of state " + s + ", which has " + (to - from));
                    byOutcome[outcome(rewards, c, Reading.whole(rewards.where(), row[numbers - 2]))] = amount;
                }
            }
            if (!byState)
                for (int c = 0; c < paid.length; c++) {
                    int first = firstOutcome.getInt(c);
                    int[] all = new int[firstOutcome.getInt(c + 1) - first];
                    Arrays.setAll(all, i -> first + i);
                    paid[c] = NumericMdp.mean(all, probability::getDouble, o -> byOutcome[o]);
                }
            return paid;
        }

        private int outcome(Lines rewards, int c, int to) {
            for (int o = firstOutcome.getInt(c); o < firstOutcome.getInt(c + 1); o++)
                if (target.getInt(o) == to) return o;
            throw rewards.wrong("this choice never leads to state " + to);
        }
    }
}
