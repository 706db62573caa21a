package org.undermine.protocols;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An immutable set of blocks of one window, blocks being numbers from 0.
 *
 * <p>A window of up to 64 blocks is one machine word. A wider one carries its further blocks in an array, so the same
 * rules run on both: nothing outside this class knows which it is.
 *
 * <pre>{@code
 * for (int b = set.first(); b >= 0; b = set.next(b)) ...
 * }</pre>
 */
public final class BlockSet {
    private static final BlockSet[] SINGLE = new BlockSet[64];
    public static final BlockSet EMPTY = new BlockSet(0, null);

    static {
        for (int b = 0; b < 64; b++) SINGLE[b] = new BlockSet(1L << b, null);
    }

    private final long word; // blocks 0 to 63
    private final long[] more; // blocks from 64 on, or null where there are none; never changed

    private BlockSet(long word, long[] more) {
        this.word = word;
        this.more = more;
    }

    public static BlockSet of(int block) {
        return block < 64 ? SINGLE[block] : EMPTY.with(block);
    }

    /** The blocks 0 to {@code n - 1}. */
    public static BlockSet below(int n) {
        if (n <= 0) return EMPTY;
        if (n <= 64) return new BlockSet(-1L >>> (64 - n), null);
        long[] rest = new long[(n - 1) / 64];
        Arrays.fill(rest, -1L);
        if (n % 64 != 0) rest[rest.length - 1] = -1L >>> (64 - n % 64);
        return new BlockSet(-1L, rest);
    }

    /** Reads row {@code row} of a bit matrix whose rows are {@code words} long. */
    public static BlockSet read(long[] matrix, int row, int words) {
        if (words == 1) return new BlockSet(matrix[row], null);
        int from = row * words;
        return new BlockSet(matrix[from], Arrays.copyOfRange(matrix, from + 1, from + words));
    }

    /** Writes this set as row {@code row} of a bit matrix whose rows are {@code words} long; it must fit. */
    public void write(long[] matrix, int row, int words) {
        int from = row * words;
        matrix[from] = word;
        for (int i = 1; i < words; i++) matrix[from + i] = word(i);
    }

    /** Whether this set and row {@code row} of such a matrix have a block in common. */
    public boolean meets(long[] matrix, int row, int words) {
        int from = row * words;
        if ((word & matrix[from]) != 0) return true;
        if (more != null)
            for (int i = Math.min(words - 1, more.length); i > 0; i--)
                if ((more[i - 1] & matrix[from + i]) != 0) return true;
        return false;
    }

    private long word(int i) {
        return i == 0 ? word : more != null && i <= more.length ? more[i - 1] : 0;
    }

    private int words() {
        return more == null ? 1 : 1 + more.length;
    }

    public boolean isEmpty() {
        return word == 0 && (more == null || next(63) < 0);
    }

    public int size() {
        int size = Long.bitCount(word);
        if (more != null) for (long w : more) size += Long.bitCount(w);
        return size;
    }

    public boolean contains(int block) {
        return (word(block >> 6) >>> (block & 63) & 1) != 0;
    }

    public boolean containsAll(BlockSet other) {
        return other.minus(this).isEmpty();
    }

    public boolean meets(BlockSet other) {
        if ((word & other.word) != 0) return true;
        if (more == null || other.more == null) return false;
        for (int i = Math.min(more.length, other.more.length) - 1; i >= 0; i--)
            if ((more[i] & other.more[i]) != 0) return true;
        return false;
    }

    /** The lowest-numbered block, or -1 where there is none. */
    public int first() {
        return next(-1);
    }

    /** The highest-numbered block, or -1 where there is none. */
    public int last() {
        for (int i = words() - 1; i >= 0; i--) {
            long w = word(i);
            if (w != 0) return i * 64 + 63 - Long.numberOfLeadingZeros(w);
        }
        return -1;
    }

    /** The lowest-numbered block above {@code block}, or -1 where there is none. */
    public int next(int block) {
        int from = block + 1;
        if (from < 64) {
            long rest = word & -1L << from;
            if (rest != 0) return Long.numberOfTrailingZeros(rest);
            from = 64;
        }
        if (more == null) return -1;
        for (int i = from >> 6; i <= more.length; i++) {
            long rest = more[i - 1];
            if (i == from >> 6) rest &= -1L << (from & 63);
            if (rest != 0) return i * 64 + Long.numberOfTrailingZeros(rest);
        }
        return -1;
    }

    public BlockSet with(int block) {
        if (block < 64) return new BlockSet(word | 1L << block, more);
        int i = block >> 6;
        long[] rest = more == null ? new long[i] : Arrays.copyOf(more, Math.max(more.length, i));
        rest[i - 1] |= 1L << (block & 63);
        return new BlockSet(word, rest);
    }

    public BlockSet without(int block) {
        if (block < 64) return new BlockSet(word & ~(1L << block), more);
        if (!contains(block)) return this;
        long[] rest = more.clone();
        rest[(block >> 6) - 1] &= ~(1L << (block & 63));
        return new BlockSet(word, rest);
    }

    public BlockSet or(BlockSet other) {
        if (more == null && other.more == null) return new BlockSet(word | other.word, null);
        long[] rest = new long[Math.max(words(), other.words()) - 1];
        for (int i = 1; i <= rest.length; i++) rest[i - 1] = word(i) | other.word(i);
        return new BlockSet(word | other.word, rest);
    }

    public BlockSet and(BlockSet other) {
        if (more == null || other.more == null) return new BlockSet(word & other.word, null);
        long[] rest = new long[Math.min(words(), other.words()) - 1];
        for (int i = 1; i <= rest.length; i++) rest[i - 1] = word(i) & other.word(i);
        return new BlockSet(word & other.word, rest);
    }

    public BlockSet minus(BlockSet other) {
        if (more == null) return new BlockSet(word & ~other.word, null);
        long[] rest = new long[more.length];
        for (int i = 1; i <= rest.length; i++) rest[i - 1] = word(i) & ~other.word(i);
        return new BlockSet(word & ~other.word, rest);
    }

    public IntStream stream() {
        return IntStream.iterate(first(), b -> b >= 0, this::next);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof BlockSet set)) return false;
        for (int i = Math.max(words(), set.words()) - 1; i >= 0; i--) if (word(i) != set.word(i)) return false;
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = words() - 1; i >= 0; i--) if (hash != 0 || word(i) != 0) hash = 31 * hash + Long.hashCode(word(i));
        return hash;
    }

    @Override
    public String toString() {
        return stream().mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
