package org.undermine.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.undermine.env.Columns;

/** Carries what the trainer wrote into the environments, and what became of them back, a section at a time. */
final class SharedMemory {
    private final LongBuffer seeds;
    private final ByteBuffer resets;
    private final IntBuffer actions;
    private final DoubleBuffer rewards;
    private final ByteBuffer ended;
    private final DoubleBuffer earned;
    private final DoubleBuffer progress;
    private final IntBuffer lengths;
    private final DoubleBuffer ratios;
    private final DoubleBuffer alphas;
    private final DoubleBuffer gammas;
    private final ByteBuffer masks;
    private final FloatBuffer observations;
    private final DoubleBuffer lastEarned;
    private final DoubleBuffer lastProgress;
    private final IntBuffer lastLengths;
    private final FloatBuffer lastObservations;

    SharedMemory(Layout l, ByteBuffer memory) {
        seeds = at(memory, l.seeds()).asLongBuffer();
        resets = at(memory, l.resets());
        actions = at(memory, l.actions()).asIntBuffer();
        rewards = at(memory, l.rewards()).asDoubleBuffer();
        ended = at(memory, l.ended());
        earned = at(memory, l.earned()).asDoubleBuffer();
        progress = at(memory, l.progress()).asDoubleBuffer();
        lengths = at(memory, l.lengths()).asIntBuffer();
        ratios = at(memory, l.ratios()).asDoubleBuffer();
        alphas = at(memory, l.alphas()).asDoubleBuffer();
        gammas = at(memory, l.gammas()).asDoubleBuffer();
        masks = at(memory, l.masks());
        observations = at(memory, l.observations()).asFloatBuffer();
        lastEarned = at(memory, l.lastEarned()).asDoubleBuffer();
        lastProgress = at(memory, l.lastProgress()).asDoubleBuffer();
        lastLengths = at(memory, l.lastLengths()).asIntBuffer();
        lastObservations = at(memory, l.lastObservations()).asFloatBuffer();
    }

    private static ByteBuffer at(ByteBuffer memory, long section) {
        return memory.slice((int) section, memory.capacity() - (int) section).order(ByteOrder.LITTLE_ENDIAN);
    }

    void readResets(byte[] how, long[] from) {
        resets.get(0, how);
        seeds.get(0, from);
    }

    void readActions(int[] wanted) {
        actions.get(0, wanted);
    }

    void writeActions(int[] taken) {
        actions.put(0, taken);
    }

    void write(Columns from) {
        rewards.put(0, from.rewards);
        ended.put(0, from.ended);
        earned.put(0, from.earned);
        progress.put(0, from.progress);
        lengths.put(0, from.lengths);
        ratios.put(0, from.ratios);
        alphas.put(0, from.alphas);
        gammas.put(0, from.gammas);
        masks.put(0, from.masks);
        observations.put(0, from.observations);
        lastEarned.put(0, from.lastEarned);
        lastProgress.put(0, from.lastProgress);
        lastLengths.put(0, from.lastLengths);
        lastObservations.put(0, from.lastObservations);
    }
}
