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
 *   section           bytes    content                                                        written by
 *   (offset 0)        4        MAGIC                                                          environments
 *   (offset 4)        4        VERSION                                                        environments
 *   (offset 8..20)    4 each   n environments, k numbers per observation, a actions,          environments
 *                              m environments whose last moments are kept (n or 0)
 *   (offset 64)       4        the bell: what is asked for, see {@link Doorbell}              trainer
 *   (offset 68)       4        1 while the trainer sleeps                                     trainer
 *   (offset 128)      4        the answer                                                     environments
 *   (offset 132)      4        1 while the environments sleep                                 environments
 *   seeds             8 n      long    where reset starts anew                                trainer
 *   resets            n        byte    0 not, 1 next episode, 2 anew alone, 3 anew by number  trainer
 *   actions           4 n      int     the action wanted; after the step, the one taken       both
 *   rewards           8 n      double  what the last step pays the learner                    environments
 *   ended             n        byte    0 running, 1 terminated, 2 truncated                   environments
 *   earned            8 n      double  attacker's reward since the episode began              environments
 *   progress          8 n      double  progress since the episode began                       environments
 *   lengths           4 n      int     steps since the episode began                          environments
 *   ratios            8 n      double  the running ratio of the two, over episodes            environments
 *   alphas            8 n      double  of this episode                                        environments
 *   gammas            8 n      double  of this episode                                        environments
 *   masks             n a      byte    1 if the action may be taken; a row per environment    environments
 *   observations      4 n k    float   a row per environment                                  environments
 *   lastEarned        8 m      double  where an episode has just ended and the next begun:    environments
 *   lastProgress      8 m      double  what it had come to
 *   lastLengths       4 m      int
 *   lastObservations  4 m k    float   and what was seen last
 * </pre>
 *
 * Who writes when is settled by the doorbell: ringing it hands the memory over, the answer hands it back.
 */
public record Layout(int n, int k, int a, int m) {
    public static final int MAGIC = 0x444E4D55; // "UMND"
    public static final int VERSION = 3;
    static final int BELL = 64;
    static final int TRAINER_SLEEPS = 68;
    static final int ANSWER = 128;
    static final int SLEEPS = 132;
    private static final long HEADER = 192;

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

    public long lengths() {
        return after(progress(), 8L * n);
    }

    public long ratios() {
        return after(lengths(), 4L * n);
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

    public long lastEarned() {
        return after(observations(), 4L * n * k);
    }

    public long lastProgress() {
        return after(lastEarned(), 8L * m);
    }

    public long lastLengths() {
        return after(lastProgress(), 8L * m);
    }

    public long lastObservations() {
        return after(lastLengths(), 4L * m);
    }

    /** Bytes in all. */
    public long size() {
        return after(lastObservations(), 4L * m * k);
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
            return memory.putInt(8, n).putInt(12, k).putInt(16, a).putInt(20, m);
        }
    }
}
