package org.undermine.env.mdp.formats;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Storm's explicit text.
 *
 * <pre>
 *   @type: MDP
 *   @parameters
 *
 *   @reward_models
 *   reward progress
 *   @nr_states
 *   2
 *   @nr_choices
 *   3
 *   @model
 *   state 0 init
 *       action adopt [0, 1]
 *           0 : 0.4
 *           1 : 0.6
 *   ...
 * </pre>
 */
final class Drn {
    private static final String NO_ACTION = "__NOLABEL__";

    private Drn() {}

    static boolean isDrn(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        return text.contains("@type:") || text.startsWith("//");
    }

    static Written write(NumericMdp mdp, Path file) throws IOException {
        try (var files = new WholeFiles()) {
            Writer out = files.text(file);
            header(out, mdp.states(), mdp.choices(), "", mdp.rewards().keySet());
            for (int s = 0; s < mdp.states(); s++) {
                state(out, s, s == mdp.start());
                for (int c = mdp.firstChoice()[s]; c < mdp.firstChoice()[s + 1]; c++) {
                    int choice = c;
                    var paid = mdp.rewards().values().stream()
                            .map(r -> Double.toString(r[choice]))
                            .toList();
                    choice(out, mdp.actions().get(mdp.action()[c]), paid);
                    for (int o = mdp.firstOutcome()[c]; o < mdp.firstOutcome()[c + 1]; o++)
                        outcome(out, mdp.target()[o], Double.toString(mdp.probability()[o]));
                }
            }
            return Written.of(files.finish(), mdp);
        }
    }

    static void header(Writer out, int states, int choices, String parameters, Iterable<String> rewards)
            throws IOException {
        out.write("@type: MDP\n@parameters\n" + parameters + "\n@reward_models\n" + String.join(" ", rewards)
                + "\n@nr_states\n" + states + "\n@nr_choices\n" + choices + "\n@model\n");
    }

    static void state(Writer out, int s, boolean start) throws IOException {
        out.write("state " + s + (start ? " init\n" : "\n"));
    }

    static void choice(Writer out, String action, List<String> paid) throws IOException {
        String name = action.isEmpty() ? NO_ACTION : action.replace(' ', '_');
        out.write("\taction " + name + (paid.isEmpty() ? "" : " [" + String.join(", ", paid) + "]") + "\n");
    }

    static void outcome(Writer out, int target, String probability) throws IOException {
        out.write("\t\t" + target + " : " + probability + "\n");
    }

    static NumericMdp read(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            return new Parser(file, lines).parse();
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " is no text");
        }
    }

    /** Reads line by line. */
    private static final class Parser {
        private final Path file;
        private final BufferedReader lines;
        private int number;

        private boolean chain; // a Markov chain: one choice a state, even where its line is left out
        private int states = -1;
        private int choices = -1;
        private List<String> names = List.of();
        private final Map<String, String> placeholders = new HashMap<>();

        private int start = -1;
        private final IntArrayList firstChoice = new IntArrayList();
        private final IntArrayList firstOutcome = new IntArrayList();
        private final IntArrayList target = new IntArrayList();
        private final DoubleArrayList probability = new DoubleArrayList();
        private final IntArrayList action = new IntArrayList();
        private final Map<String, Integer> actions = new LinkedHashMap<>();
        private final List<DoubleArrayList> paid = new ArrayList<>(); // of each choice, by structure
        private double[] byState = {};

        Parser(Path file, BufferedReader lines) {
            this.file = file;
            this.lines = lines;
        }

        private String at() {
            return file + ":" + number;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(at() + ": " + what);
        }

        /** The next line, null at the end; comments are left out. */
        private String next() throws IOException {
            String line;
            do {
                line = lines.readLine();
                number++;
            } while (line != null && line.startsWith("//"));
            return line;
        }

        private String value(String of) throws IOException {
            String line = next();
            if (line == null) throw wrong("the file ends at " + of);
            return line.strip();
        }

        NumericMdp parse() throws IOException {
            header();
            for (String line = next(); line != null; line = next()) body(line.strip());
            firstChoice.add(action.size());
            firstOutcome.add(target.size());
            if (firstChoice.size() - 1 != states)
                throw wrong("the file ends after " + (firstChoice.size() - 1) + " of " + states + " states");
            if (choices >= 0 && action.size() != choices)
                throw wrong("there are " + action.size() + " choices; @nr_choices says " + choices);
            if (start < 0) throw wrong("no state is labelled init");
            var rewards = new LinkedHashMap<String, double[]>();
            for (int r = 0; r < paid.size(); r++)
                rewards.put(
                        r < names.size() ? names.get(r) : "rew" + r, paid.get(r).toDoubleArray());
            return Reading.of(
                    file.toString(),
                    start,
                    firstChoice.toIntArray(),
                    firstOutcome.toIntArray(),
                    target.toIntArray(),
                    probability.toDoubleArray(),
                    action.toIntArray(),
                    List.copyOf(actions.keySet()),
                    rewards);
        }

        private void header() throws IOException {
            boolean typed = false;
            for (String line = next(); ; line = next()) {
                if (line == null) throw wrong("the file ends before @model");
                line = line.strip();
                if (line.isEmpty()) continue;
                if (line.startsWith("@type:")) {
                    typed = true;
                    type(line.substring("@type:".length()).strip());
                } else if (line.startsWith("@value_type:")) {
                    String type = line.substring("@value_type:".length()).strip();
                    if (!List.of("double", "rational").contains(type))
                        throw wrong("values are " + type + "; allowed: double, rational");
                } else if (line.equals("@parameters")) {
                    String open = value("@parameters");
                    if (!open.isEmpty())
                        throw wrong("the model leaves " + open.replace(" ", ", ")
                                + " open; only numbers can be solved: export it with values");
                } else if (line.equals("@placeholders")) placeholders();
                else if (line.equals("@reward_models")) {
                    String written = value(line);
                    names = written.isEmpty() ? List.of() : List.of(written.split("\\s+"));
                    if (names.stream().distinct().count() < names.size()) throw wrong("a reward model named twice");
                } else if (line.equals("@nr_states")) states = Reading.whole(at(), value(line));
                else if (line.equals("@nr_choices")) choices = Reading.whole(at(), value(line));
                else if (line.equals("@model")) break;
                else throw wrong("'" + line + "' is nothing a DRN file has in its head");
            }
            if (!typed) throw wrong("@type is missing");
            if (states < 0) throw wrong("@nr_states is missing");
            for (int r = 0; r < names.size(); r++) paid.add(new DoubleArrayList());
        }

        private void type(String type) {
            if (!List.of("MDP", "DTMC").contains(type)) throw wrong("a " + type + "; allowed: MDP, DTMC");
            chain = type.equals("DTMC");
        }

        private void placeholders() throws IOException {
            do {
                String line = value("@placeholders");
                int colon = line.indexOf(':');
                if (colon < 0 || !line.startsWith("$")) throw wrong("'" + line + "' is not $name : value");
                placeholders.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
                lines.mark(1);
                int first = lines.read();
                lines.reset();
                if (first == '@' || first < 0) return;
            } while (true);
        }

        private void body(String line) {
            if (line.isEmpty()) return;
            if (line.startsWith("state "))
                state(line.substring("state ".length()).strip());
            else if (line.startsWith("action "))
                action(line.substring("action ".length()).strip());
            else outcome(line);
        }

        private void state(String rest) {
            int end = end(rest);
            int s = Reading.whole(at(), rest.substring(0, end));
            if (s != firstChoice.size()) throw wrong("state " + s + " where state " + firstChoice.size() + " is to be");
            if (s >= states) throw wrong("state " + s + "; @nr_states says " + states);
            firstChoice.add(action.size());
            rest = rest.substring(end).strip();
            byState = new double[0];
            if (rest.startsWith("[")) {
                byState = amounts(rest);
                rest = rest.substring(rest.indexOf(']') + 1);
            }
            for (String label : rest.strip().split("\\s+")) {
                if (!label.equals("init") && !label.equals("\"init\"")) continue;
                if (start >= 0) throw wrong("states " + start + " and " + s + " are both labelled init; allowed: one");
                start = s;
            }
        }

        private static int end(String rest) {
            int space = rest.indexOf(' ');
            return space < 0 ? rest.length() : space;
        }

        private void action(String rest) {
            if (firstChoice.isEmpty()) throw wrong("an action before the first state");
            int end = end(rest);
            String name = rest.substring(0, end);
            rest = rest.substring(end).strip();
            open(name.equals(NO_ACTION) ? "" : name, rest.startsWith("[") ? amounts(rest) : new double[0]);
        }

        private void open(String name, double[] here) {
            firstOutcome.add(target.size());
            actions.putIfAbsent(name, actions.size());
            action.add((int) actions.get(name));
            while (paid.size() < Math.max(byState.length, here.length)) paid.add(zeros(action.size() - 1));
            for (int r = 0; r < paid.size(); r++)
                paid.get(r).add((r < byState.length ? byState[r] : 0) + (r < here.length ? here[r] : 0));
        }

        private static DoubleArrayList zeros(int length) {
            return new DoubleArrayList(new double[length]);
        }

        private double[] amounts(String rest) {
            int close = rest.indexOf(']');
            if (close < 0) throw wrong("a '[' without ']'");
            String[] written = rest.substring(1, close).split(",");
            double[] amounts = new double[written.length];
            for (int i = 0; i < written.length; i++) amounts[i] = number(written[i].strip());
            return amounts;
        }

        private double number(String written) {
            String value = written.startsWith("$") ? placeholders.get(written) : written;
            if (value == null) throw wrong("no placeholder " + written);
            return Reading.number(at(), value);
        }

        private void outcome(String line) {
            if (firstChoice.isEmpty()) throw wrong("an outcome before the first state");
            if (action.size() == firstChoice.getInt(firstChoice.size() - 1)) {
                if (!chain) throw wrong("an outcome before the first action of its state");
                open("", new double[0]);
            }
            int colon = line.indexOf(':');
            if (colon < 0) throw wrong("'" + line + "' is neither a state, an action nor target : probability");
            target.add(Reading.whole(at(), line.substring(0, colon).strip()));
            probability.add(number(line.substring(colon + 1).strip()));
        }
    }
}
