package org.undermine.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The memory that a trainer and {@code n} environments share: a file both map, little-endian, every section starting on
 * a cache line. {@code undermine/shared.py} is the other reader of this table.
 *
 * <pre>
 *   section         bytes    content                                                        written by
 *   (offset 0)      4        MAGIC                                                          environments
 *   (offset 4)      4        VERSION                                                        environments
 *   (offset 8..20)  4 each   n environments, k numbers per observation, a actions           environments
 *   seeds           8 n      long    of the episode that reset starts                       trainer
 *   resets          n        byte    0 leave alone, 1 new episode, 2 and forget the ratio   trainer
 *   actions         4 n      int     the action wanted; after the step, the one taken       both
 *   rewards         8 n      double  what the last step pays the learner                    environments
 *   ended           n        byte    0 running, 1 terminated, 2 truncated                   environments
 *   earned          8 n      double  attacker's reward since the episode began              environments
 *   progress        8 n      double  progress since the episode began                       environments
 *   ratios          8 n      double  the running ratio of the two, over episodes            environments
 *   alphas          8 n      double  of this episode                                        environments
 *   gammas          8 n      double  of this episode                                        environments
 *   masks           n a      byte    1 if the action may be taken; a row per environment    environments
 *   observations    4 n k    float   a row per environment                                  environments
 * </pre>
 *
 * Who writes when is settled outside: a call into the gateway hands the memory over, its return hands it back.
 */
public record Layout(int n, int k, int a) {
    public static final int MAGIC = 0x444E4D55; // "UMND"
    public static final int VERSION = 1;
    private static final long HEADER = 64;

    public long seeds() {
        return HEADER;
    }

    public long resets() {
        return after(seeds(), 8L * n);
    }

    public long actions() {
        return after(resets(), n);
    }

    public long rewards() {
        return after(actions(), 4L * n);
    }

    public long ended() {
        return after(rewards(), 8L * n);
    }

    public long earned() {
        return after(ended(), n);
    }

    public long progress() {
        return after(earned(), 8L * n);
    }

    public long ratios() {
        return after(progress(), 8L * n);
    }

    public long alphas() {
        return after(ratios(), 8L * n);
    }

    public long gammas() {
        return after(alphas(), 8L * n);
    }

    public long masks() {
        return after(gammas(), 8L * n);
    }

    public long observations() {
        return after(masks(), (long) n * a);
    }

    /** Bytes in all. */
    public long size() {
        return after(observations(), 4L * n * k);
    }

    private static long after(long section, long bytes) {
        return (section + bytes + 63) / 64 * 64;
    }

    /**
     * Maps {@code file}, which must have exactly {@link #size} bytes, and writes the header.
     *
     * @throws IllegalArgumentException if the size is another, or too great to map
     */
    public ByteBuffer map(Path file) throws IOException {
        if (size() > Integer.MAX_VALUE)
            throw new IllegalArgumentException(n + " environments need " + size() + " bytes; allowed: up to 2 GiB");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != size())
                throw new IllegalArgumentException(
                        file + " has " + channel.size() + " bytes; expected " + size() + " for " + this);
            ByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, size()).order(ByteOrder.LITTLE_ENDIAN);
            memory.putInt(0, MAGIC).putInt(4, VERSION);
            return memory.putInt(8, n).putInt(12, k).putInt(16, a);
        }
    }
}
