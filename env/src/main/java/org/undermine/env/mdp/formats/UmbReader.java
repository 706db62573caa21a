package org.undermine.env.mdp.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Umb} writes, and the rest of the format that has a meaning for a ratio: rationals, rewards of states and outcomes. */
final class UmbReader {
    private static final int WORD = 8;

    private final String file;
    private final Map<String, byte[]> files;
    private JsonNode system;
    private int states;
    private int choices;
    private int outcomes;
    private int[] firstChoice;
    private int[] firstOutcome;
    private double[] probability;

    UmbReader(String file, Map<String, byte[]> files) {
        this.file = file;
        this.files = files;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + ": " + what);
    }

    NumericMdp read() throws java.io.IOException {
        JsonNode index = index();
        system = index.path("transition-system");
        kind(index);
        states = size("#states");
        choices = size("#choices");
        outcomes = size("#branches");
        firstChoice = rows("state-to-choices.bin", states, choices);
        firstOutcome = rows("choice-to-branches.bin", choices, outcomes);
        int[] target = whole("branch-to-target.bin", WORD, outcomes);
        probability = probabilities();
        var actions = new ArrayList<String>();
        int[] action = actions(actions);
        return Reading.of(
                file, start(), firstChoice, firstOutcome, target, probability, action, actions, rewards(index, action));
    }

    private JsonNode index() throws java.io.IOException {
        byte[] content = files.get(Umb.INDEX);
        if (content == null) throw wrong("no " + Umb.INDEX + " in it");
        try {
            return Umb.JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw wrong(Umb.INDEX + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Only Markov decision processes and chains, of which there is one version so far. */
    private void kind(JsonNode index) {
        int version = index.path("format-version").asInt(-1);
        if (version != Umb.VERSION) throw wrong("format-version " + version + "; allowed: " + Umb.VERSION);
        String time = system.path("time").asText("missing");
        if (!time.equals("discrete")) throw wrong("time is " + time + "; allowed: discrete");
        int players = system.path("#players").asInt(-1);
        if (players != 0 && players != 1) throw wrong("#players is " + players + "; allowed: 0, 1");
        if (system.path("#observations").asLong(0) != 0)
            throw wrong("a partially observed process; allowed: observed ones");
    }

    private int size(String name) {
        if (!system.path(name).canConvertToLong()) throw wrong(name + " is missing");
        return Reading.count(file + ": " + name, system.path(name).asLong());
    }

    private ByteBuffer bytes(String name, long length) {
        byte[] content = files.get(name);
        if (content == null) return null;
        if (content.length != length)
            throw wrong(name + " is " + content.length + " bytes long; " + length + " were to be expected");
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the rows of {@code n} things begin, and the end; one each where the file is left out. */
    private int[] rows(String name, int n, int end) {
        ByteBuffer content = bytes(name, WORD * (n + 1L));
        int[] first = new int[n + 1];
        for (int i = 0; i <= n; i++)
            first[i] = content == null ? i : Reading.count(file + ": " + name, content.getLong());
        for (int i = 0; i < n; i++) if (first[i] > first[i + 1]) throw wrong(name + " runs backwards at " + i);
        if (first[0] != 0 || first[n] != end)
            throw wrong(name + " runs from " + first[0] + " to " + first[n] + " instead of " + end);
        return first;
    }

    private int[] whole(String name, int width, int n) {
        ByteBuffer content = bytes(name, (long) width * n);
        int[] values = new int[n];
        for (int i = 0; content != null && i < n; i++)
            values[i] = Reading.count(
                    file + ": " + name, width == WORD ? content.getLong() : content.getInt() & 0xFFFFFFFFL);
        return values;
    }

    private int start() {
        ByteBuffer bits = bytes("state-is-initial.bin", (states + 63L) / 64 * WORD);
        int start = -1;
        for (int s = 0; bits != null && s < states; s++) {
            if ((bits.get(s / 8) >> s % 8 & 1) == 0) continue;
            if (start >= 0) throw wrong("states " + start + " and " + s + " are both initial; allowed: one");
            start = s;
        }
        if (start < 0) throw wrong("no state is initial");
        return start;
    }

    private double[] probabilities() {
        JsonNode type = system.path("branch-probability-type");
        if (type.isMissingNode()) throw wrong("no probabilities; allowed: processes with chance");
        double[] given = numbers("branch-to-probability.bin", type, outcomes);
        return given != null ? given : Reading.filled(outcomes, 1);
    }

    /** Doubles or rationals; null where the file is left out. */
    private double[] numbers(String name, JsonNode type, int n) {
        String kind = type.path("type").asText();
        if (kind.equals("double")) {
            ByteBuffer content = bytes(name, (long) WORD * n);
            if (content == null) return null;
            double[] values = new double[n];
            content.asDoubleBuffer().get(values);
            return values;
        }
        int bits = type.path("size").asInt(128);
        if (!kind.equals("rational") || bits < 128 || bits % 128 != 0)
            throw wrong(name + " holds values of type " + kind + "; allowed: double, rational");
        byte[] content = files.get(name);
        if (content == null) return null;
        bytes(name, bits / 8L * n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) values[i] = rational(name, content, bits / 8 * i, bits / 16);
        return values;
    }

    private double rational(String name, byte[] content, int at, int half) {
        BigInteger part = new BigInteger(reversed(content, at, half));
        BigInteger among = new BigInteger(1, reversed(content, at + half, half));
        if (among.signum() == 0) throw wrong(name + " divides by zero");
        return new BigDecimal(part)
                .divide(new BigDecimal(among), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static byte[] reversed(byte[] content, int at, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = content[at + length - 1 - i];
        return bytes;
    }

    private int[] actions(List<String> names) {
        int n = size("#choice-actions");
        if (n == 0) {
            names.add("");
            return new int[choices];
        }
        int[] action = whole("actions/choices/values.bin", 4, choices);
        byte[] strings = files.get("actions/choices/strings.bin");
        String mapping = "actions/choices/string-mapping.bin";
        int[] first = strings == null ? null : rows(mapping, n, strings.length);
        for (int a = 0; a < n; a++)
            names.add(
                    strings == null
                            ? "a" + a
                            : new String(strings, first[a], first[a + 1] - first[a], StandardCharsets.UTF_8));
        return action;
    }

    private Map<String, double[]> rewards(JsonNode index, int[] action) {
        var rewards = new LinkedHashMap<String, double[]>();
        for (var annotation : index.path("annotations").path("rewards").properties()) {
            String name = annotation.getValue().path("alias").asText(annotation.getKey());
            String folder = "annotations/rewards/" + annotation.getKey() + "/";
            JsonNode type = annotation.getValue().path("type");
            double[] paid = numbers(folder + "choices/values.bin", type, choices);
            if (paid == null) paid = new double[choices];
            double[] byState = numbers(folder + "states/values.bin", type, states);
            double[] byOutcome = numbers(folder + "branches/values.bin", type, outcomes);
            for (int s = 0; s < states; s++)
                for (int c = firstChoice[s]; c < firstChoice[s + 1]; c++) {
                    if (byState != null) paid[c] += byState[s];
                    if (byOutcome != null) paid[c] += mean(c, byOutcome);
                }
            if (rewards.put(name, paid) != null) throw wrong("two reward structures are called " + name);
        }
        return rewards;
    }

    private double mean(int choice, double[] amount) {
        int[] all = new int[firstOutcome[choice + 1] - firstOutcome[choice]];
        Arrays.setAll(all, i -> firstOutcome[choice] + i);
        return all.length == 0 ? 0 : NumericMdp.mean(all, o -> probability[o], o -> amount[o]);
    }
}
