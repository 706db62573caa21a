package org.undermine.env.mdp.formats;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The unified Markov binary (github.com/pmc-tools/umb): a tar file of an index and of arrays, little-endian.
 *
 * <pre>
 *   index.json                                  sizes, types and names
 *   state-is-initial.bin                        a bit a state, in words of 64
 *   state-to-choices.bin                        the first choice of each state, and the end
 *   choice-to-branches.bin                      the first outcome of each choice, and the end
 *   branch-to-target.bin                        a state
 *   branch-to-probability.bin                   a double
 *   actions/choices/values.bin                  an action of each choice, 32 bits
 *   actions/choices/string-mapping.bin          where the name of each action begins, and the end
 *   actions/choices/strings.bin                 the names
 *   annotations/rewards/ID/choices/values.bin   what each choice pays, doubles
 * </pre>
 *
 * Numbers without a type above are 64 bits.
 */
final class Umb {
    static final int VERSION = 0;
    static final String INDEX = "index.json";
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int REVISION = 1;
    private static final int MOST = Integer.MAX_VALUE - 8; // bytes of an array

    private Umb() {}

    static Written write(NumericMdp mdp, Path file) throws IOException {
        fits(8L * mdp.outcomes());
        try (var files = new WholeFiles()) {
            OutputStream out = files.bytes(file);
            boolean gzip = file.toString().endsWith(".gz");
            OutputStream to = gzip ? new GZIPOutputStream(out) : out;
            Tar.add(to, INDEX, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index(mdp)));
            Tar.add(to, "state-is-initial.bin", initial(mdp));
            Tar.add(to, "state-to-choices.bin", words(mdp.firstChoice()));
            Tar.add(to, "choice-to-branches.bin", words(mdp.firstOutcome()));
            Tar.add(to, "branch-to-target.bin", words(mdp.target()));
            Tar.add(to, "branch-to-probability.bin", doubles(mdp.probability()));
            Tar.add(to, "actions/choices/values.bin", ints(mdp.action()));
            names(to, mdp.actions());
            for (var reward : mdp.rewards().entrySet())
                Tar.add(
                        to,
                        "annotations/rewards/" + id(reward.getKey()) + "/choices/values.bin",
                        doubles(reward.getValue()));
            Tar.end(to);
            if (to instanceof GZIPOutputStream compressed) compressed.finish();
            return Written.of(files.finish(), mdp);
        }
    }

    private static ObjectNode index(NumericMdp mdp) {
        ObjectNode index = JSON.createObjectNode();
        index.put("format-version", VERSION).put("format-revision", REVISION);
        index.putObject("file-data").put("tool", "undermine");
        ObjectNode system = index.putObject("transition-system")
                .put("time", "discrete")
                .put("#players", 1)
                .put("#states", mdp.states())
                .put("#initial-states", 1)
                .put("#choices", mdp.choices())
                .put("#choice-actions", mdp.actions().size())
                .put("#branches", mdp.outcomes())
                .put("#branch-actions", 0)
                .put("#observations", 0);
        system.putObject("branch-probability-type").put("type", "double").put("size", 64);
        ObjectNode rewards = index.putObject("annotations").putObject("rewards");
        for (String name : mdp.rewards().keySet()) {
            ObjectNode reward = rewards.putObject(id(name)).put("alias", name);
            reward.putArray("applies-to").add("choices");
            reward.putObject("type").put("type", "double").put("size", 64);
        }
        return index;
    }

    /** The name in what letters a folder may have. */
    private static String id(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^0-9a-z_-]", "_");
    }

    private static byte[] initial(NumericMdp mdp) {
        ByteBuffer bits = little((mdp.states() + 63) / 64 * 8);
        bits.put(mdp.start() / 8, (byte) (1 << mdp.start() % 8));
        return bits.array();
    }

    private static void names(OutputStream to, List<String> names) throws IOException {
        var strings = new ByteArrayOutputStream();
        int[] first = new int[names.size() + 1];
        for (int i = 0; i < names.size(); i++) {
            strings.writeBytes(names.get(i).getBytes(StandardCharsets.UTF_8));
            first[i + 1] = strings.size();
        }
        Tar.add(to, "actions/choices/string-mapping.bin", words(first));
        Tar.add(to, "actions/choices/strings.bin", strings.toByteArray());
    }

    /** @throws IllegalArgumentException if an array of so many bytes is too long for Java's */
    private static void fits(long bytes) {
        if (bytes > MOST)
            throw new IllegalArgumentException("an array of " + bytes + " bytes; UMB is written up to 2 GiB an array");
    }

    private static ByteBuffer little(long bytes) {
        fits(bytes);
        return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] words(int[] values) {
        ByteBuffer bytes = little(8L * values.length);
        for (int v : values) bytes.putLong(v);
        return bytes.array();
    }

    private static byte[] ints(int[] values) {
        ByteBuffer bytes = little(4L * values.length);
        for (int v : values) bytes.putInt(v);
        return bytes.array();
    }

    private static byte[] doubles(double[] values) {
        ByteBuffer bytes = little(8L * values.length);
        for (double v : values) bytes.putDouble(v);
        return bytes.array();
    }

    static NumericMdp read(Path file) throws IOException {
        if (Files.size(file) > MOST)
            throw new IllegalArgumentException(file + ": " + Files.size(file) + " bytes; UMB is read up to 2 GiB");
        return new UmbReader(file.toString(), Tar.read(file.toString(), Files.readAllBytes(file))).read();
    }
}
