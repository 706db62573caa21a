package org.undermine.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.undermine.agents.exact.Study;
import org.undermine.env.Rows;

/** A compiled attack whose every state a trainer's policy is asked about. */
record Table(Study study) {
    /**
     * Writes, little-endian and without gaps, for n states of k features and a actions:
     *
     * <pre>
     *   4 n k  float  features, a row per state
     *   n a    byte   1 where the action may be taken, a row per state
     * </pre>
     */
    void write(Path file) throws IOException {
        Rows rows = Rows.of(study.compiled());
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = 4L * rows.observations().length + rows.legal().length;
            ByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, size).order(ByteOrder.LITTLE_ENDIAN);
            for (float f : rows.observations()) memory.putFloat(f);
            for (boolean legal : rows.legal()) memory.put((byte) (legal ? 1 : 0));
        }
    }

    /**
     * The action of each state, that {@code file} has as 4-byte integers.
     *
     * @throws IllegalArgumentException if one may not be taken
     */
    int[] actions(Path file) throws IOException {
        int[] actions = new int[study.compiled().table().states()];
        try (var channel = FileChannel.open(file)) {
            channel.map(MapMode.READ_ONLY, 0, 4L * actions.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(actions);
        }
        for (int s = 0; s < actions.length; s++)
            if (study.compiled().table().choice(s, actions[s]) < 0)
                throw new IllegalArgumentException(
                        "action " + actions[s] + " is not legal in state " + s + "; mask the policy's choices");
        return actions;
    }
}
